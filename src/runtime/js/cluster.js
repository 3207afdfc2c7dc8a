// Node's `cluster`: a primary and its workers, which are the same script in processes of their own.
"use strict";
module.exports = process.clusterOfWorker ?? require("internal/cluster_primary");
