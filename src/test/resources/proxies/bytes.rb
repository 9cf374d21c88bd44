STDOUT.sync = true
["a:b::c\n", "\xff\xfe\x80 broken\n", "nul \x00 inside\n", "\n", "cr\r\n", "#{"x" * 200_000}\n", "no end"].each do |piece|
  # In small writes, as a slow program does it.
  piece.b.scan(/.{1,50000}/mn) { |part| STDOUT.write(part) }
end
STDERR.puts "an error"
