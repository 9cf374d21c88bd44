# frozen_string_literal: true

# The interpreter that runs all this, and what must hold in it before the application is loaded.

require "rbconfig"

module ControlFreak
  module ShareMemProxy
    # Where the second start of the interpreter finds what the first has added to the environment.
    ADDED_VARIABLES = "_CFK_ADDED"
    # Read by the C library and by the collector when the interpreter starts, and so never later.
    ENVIRONMENT = {
      "MALLOC_ARENA_MAX" => "1",
      "RUBY_GC_HEAP_GROWTH_FACTOR" => "1.1",
      "RUBY_GC_HEAP_GROWTH_MAX_SLOTS" => "20000",
      "RUBY_GC_MALLOC_LIMIT" => "4000000",
      "RUBY_GC_MALLOC_LIMIT_MAX" => "8000000",
      "RUBY_GC_OLDMALLOC_LIMIT" => "8000000",
      "RUBY_GC_OLDMALLOC_LIMIT_MAX" => "16000000",
      # Libraries start these threads when they are loaded, long before a child could do so for itself.
      "OPENBLAS_NUM_THREADS" => "1",
      "OMP_NUM_THREADS" => "1"
    }.freeze

    # Starts this program once more by another interpreter.
    def self.change_interpreter(wanted, arguments)
      return if ENV.delete("_CFK_INTERPRETER") || wanted.nil?

      exec({ "_CFK_INTERPRETER" => "1" }, [wanted, wanted], File.expand_path(PROGRAM_FILE), *arguments, close_others: false)
    rescue SystemCallError => error
      warn "The interpreter #{wanted} cannot be run: #{error.class.new.message}"
      exit 2
    end

    # Starts the interpreter once more, since it reads these variables before anything else.
    def self.ensure_environment
      return if ENV[ADDED_VARIABLES]

      added = ENVIRONMENT.reject { |name, _| ENV.key?(name) }
      added[ADDED_VARIABLES] = added.keys.join(",")
      exec(added, [RbConfig.ruby, "ruby"], *own_arguments, close_others: false)
    end

    # With the interpreter's own options, which Ruby does not keep.
    def self.own_arguments
      File.binread("/proc/self/cmdline").split("\0", -1)[1..-2]
    rescue SystemCallError
      [PROGRAM_FILE, *ARGV]
    end

    # What must hold before the first file of the application; answers with the variables that were set for it.
    def self.prepare_process
      # A copied huge page is 2 MB for one written byte. Some versions of Ruby see to it themselves.
      System.prctl(System::PR_SET_THP_DISABLE, 1)
      # At the end: a file of the folder must not stand for a library of the same name.
      $LOAD_PATH.push(*[Dir.pwd, File.join(Dir.pwd, "lib")].select { |folder| File.directory?(folder) })
      ENV.delete(ADDED_VARIABLES).to_s.split(",")
    end
  end
end
