# One worker of Puma's, without its master, on the socket that it is given.
require_relative "shop"
require "puma"
require "puma/server"

# SD_LISTEN_FDS_START: where the first of the given sockets is.
GIVEN = 3

server = Puma::Server.new(Shop, Puma::Events.null, min_threads: 1, max_threads: 1)
server.binder.inherit_tcp_listener("127.0.0.1", Integer(ENV["PORT"]), GIVEN)
trap("TERM") { server.stop }
$stdout.sync = true
puts "done 0"
server.run.join
