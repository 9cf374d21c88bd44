require "extramodule"

puts EXTRA
