# Stands for a library that loads the parts of an application when they are first used, or all at once when asked.
module Zeitwerk
  module Loader
    def self.eager_load_all
      $stderr.puts "all of it is loaded"
    end
  end
end
