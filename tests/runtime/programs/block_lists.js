// net.BlockList and net.SocketAddress.
const { BlockList, SocketAddress } = require("net");
const list = new BlockList();
list.addAddress("123.123.123.123");
list.addRange("10.0.0.1", "10.0.0.10");
list.addSubnet("8592:757c:efae:4e45::", 64, "ipv6");
list.addAddress(new SocketAddress({ address: "FE80::0:1", family: "ipv6", port: 5 }));
console.log(list, list.rules);
for (const [address, family] of [["123.123.123.123"], ["10.0.0.3"], ["10.0.0.11"], ["222.111.111.222"],
  ["::ffff:7b7b:7b7b", "ipv6"], ["::ffff:123.123.123.123", "ipv6"], ["8592:757c:efae:4e45::5", "ipv6"],
  ["8592:757c:efae:4e46::5", "ipv6"], ["fe80::1", "ipv6"], ["nonsense"]]) {
  console.log(address, list.check(address, family));
}
const address = new SocketAddress({ address: "1.2.3.4", port: 80 });
console.log(address, address.address, address.port, address.family, address.flowlabel, JSON.stringify(address));
console.log(new SocketAddress(), new SocketAddress({ family: "ipv6" }));
for (const wrong of [() => list.addAddress("x"), () => list.addAddress(5), () => list.addAddress("1.1.1.1", "x"),
  () => list.addRange("10.0.0.5", "10.0.0.1"), () => list.addSubnet("1.1.1.1", 33), () => list.check(5),
  () => new SocketAddress({ address: "x" })]) {
  try {
    wrong();
  } catch ({ name, code, message }) {
    console.log(name, code, message);
  }
}
