# Reads after what nobody holds any more has been collected.
20.times { IO.pipe }
GC.start
20.times { IO.pipe }
GC.start
load "reader.rb"
