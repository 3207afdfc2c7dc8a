// Node's `v8`, as far as it is about memory and values: the engine is another one.
"use strict";
/* global internalBinding */
const binding = internalBinding("process");
const { make } = require("internal/errors");

function serialize(value) {
  const serializer = new module.exports.DefaultSerializer();
  serializer.writeHeader();
  serializer.writeValue(value);
  return serializer.releaseBuffer();
}

function deserialize(buffer) {
  const deserializer = new module.exports.DefaultDeserializer(buffer);
  deserializer.readHeader();
  return deserializer.readValue();
}

function unsupported(name) {
  return () => { throw make("ERR_UNSUPPORTED_MODULE", `v8.${name}`, "the engine has no snapshots of its heap"); };
}

module.exports = {
  getHeapStatistics() {
    const { heapTotal, heapUsed, external } = binding.memoryUsage();
    return { total_heap_size: heapTotal, total_heap_size_executable: 0, total_physical_size: heapTotal,
      total_available_size: 4 * 1024 ** 3, used_heap_size: heapUsed, heap_size_limit: 4 * 1024 ** 3, malloced_memory: 0,
      peak_malloced_memory: 0, does_zap_garbage: 0, number_of_native_contexts: 1, number_of_detached_contexts: 0,
      total_global_handles_size: 0, used_global_handles_size: 0, external_memory: external };
  },
  getHeapSpaceStatistics: () => [], getHeapCodeStatistics: () => ({}), setFlagsFromString() {},
  cachedDataVersionTag: () => 0, serialize, deserialize,
  get Serializer() { return require("internal/serializer").Serializer; },
  get DefaultSerializer() { return require("internal/serializer").DefaultSerializer; },
  get Deserializer() { return require("internal/deserializer").Deserializer; },
  get DefaultDeserializer() { return require("internal/deserializer").DefaultDeserializer; },
  writeHeapSnapshot: unsupported("writeHeapSnapshot"), getHeapSnapshot: unsupported("getHeapSnapshot"),
  takeCoverage() {}, stopCoverage() {}, setHeapSnapshotNearHeapLimit() {},
  startupSnapshot: { isBuildingSnapshot: () => false },
};
