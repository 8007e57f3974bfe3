// Loaded before the Playground, which would listen on every network of this machine.
const net = require("node:net");
const listen = net.Server.prototype.listen;

net.Server.prototype.listen = function (port, ...more) {
  const hasHost = typeof more[0] === "string";
  return listen.call(this, port, ...(typeof port === "number" && !hasHost ? ["127.0.0.1"] : []), ...more);
};
