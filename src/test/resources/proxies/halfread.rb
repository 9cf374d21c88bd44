# An application that has read the first line of some files when it is loaded.
module HalfRead
  FOLDER = ENV["HALF_READ"]
  FILES = {
    "long" => File.open("#{FOLDER}/long.txt"),
    "short" => File.open("#{FOLDER}/short.txt", "rb"),
    "written" => File.open("#{FOLDER}/long.txt", "r+"),
    "deleted" => File.open("#{FOLDER}/deleted.txt"),
    "crlf" => File.open("#{FOLDER}/long.txt", "rt"),
  }.freeze
  FILES.each_value(&:gets)
  File.delete("#{FOLDER}/deleted.txt")
end
