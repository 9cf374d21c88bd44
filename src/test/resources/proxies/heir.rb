# Says what it has of the application's, uses it, makes its own, and ends as it is told.
def fact(name, value)
  puts "#{name}=#{value}"
end

def attempt
  yield
rescue SystemCallError => error
  "failed: #{error.message}"
end

fact("random", rand)
fact("generator", Inherited::RANDOM.rand)
fact("read", Inherited::READ.gets.strip)
fact("database", attempt { Inherited::DATABASE.syswrite("x") })
fact("socket", attempt { Inherited::SOCKET.send("x", 0) })
fact("urandom", Inherited::RANDOM_BYTES.read(8).bytesize)
Inherited::APPENDED.write("heir,")
Inherited::WRITTEN.write("heir,")
file = Tempfile.new("own-", Inherited::FOLDER)
unclosed = File.open("#{Inherited::FOLDER}/unclosed.txt", "a")
unclosed.write("never closed,")
kept = Object.new
ObjectSpace.define_finalizer(kept, ->(_) { puts "finalizer=own" })
freed = Object.new
ObjectSpace.define_finalizer(freed, ->(_) { puts "freed=own" })
ObjectSpace.undefine_finalizer(freed)
at_exit { puts "farewell=own" }
fact("program", $0)
fact("folder", Dir.pwd)
fact("loop", File.readlink("/proc/self/fd/#{LOOP.fileno}"))
fact("loaded", ENV["LOADED"])
fact("umask", File.umask.to_s(8))
fact("zone", Time.now.strftime("%z"))
fact("codeset", Encoding.default_external)
puts "up"
case ARGV[0]
when "exit" then exit 3
when "raise" then raise ArgumentError, "broken"
when "wait" then sleep 600
end
