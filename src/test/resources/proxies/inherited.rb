# An application that opens and registers while it is loaded what belongs to one process.
require "socket"
require "tempfile"

module Inherited
  FOLDER = ENV["INHERITED"]
  RANDOM = Random.new(7)
  READ = File.open("#{FOLDER}/read.txt")
  FIRST = READ.gets
  APPENDED = File.open("#{FOLDER}/appended.txt", "a")
  # Without a newline it stays in a buffer.
  APPENDED.write("load,")
  WRITTEN = File.open("#{FOLDER}/written.txt", "w")
  WRITTEN.write("load,")
  DATABASE = File.open("#{FOLDER}/shop.db", "r+b")
  SOCKET = UNIXSocket.pair[0]
  RANDOM_BYTES = File.open("/dev/urandom", "rb")
  TEMPORARY_FILE = Tempfile.new("load-", FOLDER)
  CACHE = Object.new

  def self.farewell
    File.write("#{FOLDER}/farewells.txt", "the load ends\n", mode: "a")
  end

  def self.greet
    puts "greeting=#{ENV["CONTROL_FREAK_SERVICE"]}"
  end

  def self.fail
    raise ArgumentError, "cannot connect"
  end
end

ObjectSpace.define_finalizer(Inherited::CACHE, ->(_) { Inherited.farewell })
at_exit { Inherited.farewell }
epoll = Fiddle::Function.new(Fiddle::Handle::DEFAULT["epoll_create1"], [Fiddle::TYPE_INT], Fiddle::TYPE_INT)
LOOP = IO.for_fd(epoll.call(0), autoclose: false)
ENV["LOADED"] = "while loading"
ENV.delete("TAKEN")
Dir.chdir("/")
File.umask(0o037)
