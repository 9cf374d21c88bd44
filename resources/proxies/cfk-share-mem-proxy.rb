#!/usr/bin/env ruby
# frozen_string_literal: true

# A proxy of Control Freak for Ruby: loads an application once, then forks services from it on command.

require "fcntl"
require "json"
require "optparse"
require "rbconfig"
require "set"
require "shellwords"
require "socket"
begin
  require_relative "cfk-inheritance"
  require_relative "cfk-rights"
rescue LoadError => error
  abort "cfk-inheritance.rb and cfk-rights.rb must lie beside this program: #{error.message}"
end

# A module of its own: the workers are Ruby files that fill the top level as they like.
module ControlFreak
  module ShareMemProxy
    VERSION = "1.0.0"
    PROTOCOL = 2
    GRACE_SECONDS = 2.0
    LAST_WORDS_SECONDS = 1.0
    # Some versions of Ruby keep the thread of an ended Thread for three seconds, for the next one.
    THREAD_CACHE_SECONDS = 4.0
    PIPE_READ = 65_536
    LONGEST_LINE = 65_536
    LOG_LIMIT = 1 << 20
    STATUS_LIMIT = 1 << 20
    INPUT_LIMIT = 1 << 20
    WATCH_SECONDS = 5.0
    # A look may cost this part of the time, however many files there are.
    WATCH_SHARE = 1.0 / 200
    FILES_NAMED = 10
    REFORK_SECONDS = 10.0
    # How long Ruby may try where the system makes no process.
    FORK_SECONDS = 3
    # How long a copy may take to tidy up, and how long a template to fork.
    PREPARE_SECONDS = 60.0
    TEMPLATE_SECONDS = 10.0
    PAUSE_SECONDS = 0.02
    # In the midst of the real-time signals, where hardly anybody takes one.
    REFORK_SIGNAL = 50
    # As for systemd's children: SD_LISTEN_FDS_START.
    FIRST_SOCKET = 3
    # Beyond the numbers that a template's children have them by.
    TEMPLATE_SOCKETS = 64
    SOCKET_VARIABLE = "_CFK_SOCK_"
    PROXY_PID = Process.pid
    # Marks all that belongs to the proxy itself.
    PROXY_RUN = ENV["CONTROL_FREAK_RUN"]
    # Inherited by every child; who connects is checked by its pid all the same.
    REFORK_ADDRESS = "\0cfk-refork-#{Random.urandom(16).unpack1("H*")}"
    PROGRAM = File.basename(__FILE__)
    # Where the second start of the interpreter finds what the first has added to the environment.
    ADDED_VARIABLES = "_CFK_ADDED"

    USAGE = <<~END_OF_USAGE
      usage: cfk-share-mem-proxy.rb [--preload LIBRARY_OR_FILE...]... [--warm Module.method]...
                                    [--before-fork Module.method]... [--after-fork Module.method]...
                                    [--interpreter FILE] [--keep-exit-handlers] [--watch-secs N]
                                    [--refork-secs N] [--stdio] [--version] [--help]

      Loads an application once and forks services from it, so that all of them share one copy of it in memory.
      Control Freak starts this program; its commands come over a pipe.

        --preload      libraries (set, rack/builder) or files (shop.rb, config/environment), where a library goes
                       before a file of the same name without .rb; what a loader of Rails or Zeitwerk would load
                       late is loaded at once
        --warm         a method that fills caches, called once after loading
        --before-fork  a method that closes what must not be shared, called once after that
        --after-fork   a method that is called in each child first
        --interpreter  what runs all this, such as vendor/bin/ruby, from the proxy's folder
        --keep-exit-handlers
                       run in each child, too, what was registered with at_exit while loading
        --watch-secs   how often to look whether loaded files have changed (5); 0: never
        --refork-secs  how long a worker may take to answer a refork (10)
        --stdio        commands on 0, statuses on 1, logs on 2; for a proxy behind ssh

      how to prepare an application:
        Where it has a Gemfile, let the command be `bundle exec cfk-share-mem-proxy.rb ...`, so that its gems and
        not those of this program are taken.
        Load everything in the proxy that the workers need, also what `autoload` would load late: a worker
        that loads it has it for itself alone.
        Give --warm a method that serves a few hundred made-up requests: what is filled on first use (caches,
        compiled templates, late loads) is then filled once, before the fork.
        Give --before-fork a method that closes what must not be shared: database connections and sockets. Connect in
        the worker, or in a method for --after-fork.
        Start no thread before the fork: it would vanish in the child with its work half done, and so the proxy
        refuses to fork while it has more than one. Timeout, the reaper of Active Record (reaping_frequency: null
        prevents it) and older versions of Concurrent Ruby start one each; --before-fork may end them.
        Install signal handlers in the worker: a child starts with those of a fresh interpreter.
        The proxy lets the heap grow in small steps (RUBY_GC_HEAP_GROWTH_FACTOR and its kin), because each
        worker pays for the steps; variables that you set yourself stay as they are.

      #{Inheritance::HELP}
      commands of services:
        worker.rb ARGS            the file, by `load`, inside the forked interpreter; __FILE__ == $0 holds,
                                  DATA does not exist
        ruby worker.rb ARGS       the same, for a file of any name
        Module::Name.method ARGS  calls the method with the arguments; it may `exit` with a code
        puma ARGS                 a script, found on the PATH, whose first line names this very interpreter: the same
        anything else             is executed as a program of its own: it shares nothing
        With "stdin": "open" a service's standard input is silent and open until the panel writes to it or ends it, at
        the latest until the proxy ends; else it is /dev/null.

      #{Rights::HELP}
      a worker on a socket that the workspace names ("sockets": ["web"]): descriptor 3 listens, for all workers at once
        require "socket"
        server = TCPServer.for_fd(3)
        going = true
        trap("TERM") { going = false }   # what is being served is finished first
        while going
          next unless IO.select([server], nil, nil, 0.2)
          client = server.accept_nonblock(exception: false)
          next if client == :wait_readable   # another worker was quicker
          nil until client.gets.to_s.strip.empty?
          client.write("HTTP/1.0 200 OK\\r\\n\\r\\nhello\\n")
          client.close
        end

      how a warmed-up worker becomes the template (refork, Linux only):
        Where no method can warm up the application, a worker that has served for a while can: on command the proxy
        asks it with signal 50, a copy of it becomes the template that later services fork from, and it goes on
        itself. What it has loaded and cached is there in each later service; its environment, arguments, folder,
        signal handlers, threads, descriptors and the constants of its own file are not. Another such command
        replaces the template, one without a name ends it.
        The worker must have one thread, run inside the forked interpreter, and pause now and then, as one that
        waits for requests does. The copy runs --before-fork again: on sockets that are dead there, so that the
        worker's own connections stay as they are. A service with no_new_session forks from the proxy itself.

      how the proxy notices changes:
        It looks about every 5 s whether the files that it has loaded are still as they were then, and tells which
        are not: its memory holds the old code until it is run again.

      A child gets SIGKILL when its proxy dies: an orphan would hold the port that its successor needs.
    END_OF_USAGE

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

    # An expected failure: a sentence for people.
    class Failure < StandardError; end

    def self.reason_of(error)
      case error
      when Failure, Refusal then error.message
      when ->(one) { SHORTAGES.key?(one.class) } then SHORTAGES.fetch(error.class)
      # These name Ruby's own function behind the reason.
      when SystemCallError
        error.message.sub(/ @ \w+/, "").sub(" - ", ": ").sub(/\ANo such file or directory:?/, "No such file:")
      else "#{error.class}: #{error.message}"
      end
    end

    LASTING = %w[E2BIG EACCES EISDIR ELOOP ENAMETOOLONG ENOENT ENOEXEC ENOTDIR EPERM].map { |name| Errno.const_get(name) }.freeze
    # Before the reason of what is final, on its way from a child.
    FINAL = "\0"

    # Whether it would be the same the next time, as the panel itself sees it for its own children.
    def self.final?(error)
      [Refusal, *LASTING].any? { |kind| error.is_a?(kind) }
    end

    def self.die_with(parent)
      System.prctl(System::PR_SET_PDEATHSIG, Signal.list["KILL"])
      exit!(127) if Process.ppid != parent
    end

    def self.refuse_threads(whose)
      others = System.other_threads
      named = System.ruby_threads
      count = [others.size, named.size].max
      return if count.zero?

      names = (named.empty? ? others : named).join(", ")
      raise Failure, "#{whose} has #{count + 1} threads and a child would have one: #{names}"
    end

    def self.text(bytes)
      bytes.dup.force_encoding(Encoding::UTF_8).scrub
    end

    # ---------------------------------------------------------------- the system

    # Functions of the C library that Ruby does not offer; each does nothing where it cannot be called.
    module System
      PR_SET_PDEATHSIG = 1
      PR_SET_DUMPABLE = 4
      PR_SET_NAME = 15
      PR_SET_CHILD_SUBREAPER = 36
      PR_SET_THP_DISABLE = 41
      RLIMIT_RTTIME = 15
      SIG_SETMASK = 2
      SIGNAL_SET_SIZE = 128
      ALARM = Signal.list.fetch("ALRM")
      LINUX = RbConfig::CONFIG["host_os"].include?("linux")

      begin
        require "fiddle"
        AVAILABLE = true
      rescue LoadError
        AVAILABLE = false
      end

      def self.call(name, types, *args)
        return unless AVAILABLE && LINUX

        @functions ||= {}
        function = @functions[name] ||= Fiddle::Function.new(Fiddle::Handle::DEFAULT[name], types, Fiddle::TYPE_INT)
        function.call(*args)
      rescue Fiddle::DLError
        nil
      end

      def self.prctl(option, argument)
        return unless AVAILABLE

        long = Fiddle::TYPE_LONG
        argument = Fiddle::Pointer[argument].to_i if argument.is_a?(String)
        call("prctl", [Fiddle::TYPE_INT, long, long, long, long], option, argument, 0, 0, 0)
      end

      # Marks a process and all that it will start, whatever they do, by a limit that is too high to matter.
      def self.take_mark(run)
        return unless LINUX && run.to_s.match?(/\A[0-9a-f]{15}\z/)

        Process.setrlimit(RLIMIT_RTTIME, "1#{run}".to_i(16), Process.getrlimit(RLIMIT_RTTIME).last)
      rescue SystemCallError
        nil
      end

      def self.trim_heap
        call("malloc_trim", [Fiddle::TYPE_LONG], 0) if AVAILABLE
      end

      def self.block_signals
        mask_signals("\xff".b * SIGNAL_SET_SIZE)
      end

      def self.unblock_signals
        mask_signals("\0".b * SIGNAL_SET_SIZE)
      end

      # Lets in none but that which ends Ruby's own waiting for a process that the system does not make.
      def self.block_signals_but_alarm
        set = "\xff".b * SIGNAL_SET_SIZE
        set.setbyte((ALARM - 1) / 8, 0xff ^ 1 << (ALARM - 1) % 8)
        mask_signals(set)
      end

      # Zero for none.
      def self.alarm_in(seconds)
        call("alarm", [Fiddle::TYPE_INT], seconds) if AVAILABLE
      end

      def self.mask_signals(set)
        return unless AVAILABLE

        pointer = Fiddle::TYPE_VOIDP
        call("pthread_sigmask", [Fiddle::TYPE_INT, pointer, pointer], SIG_SETMASK, set, nil)
      end

      def self.can_refork?
        AVAILABLE && LINUX
      end

      # Makes a number stand for what another stands for.
      def self.replace_descriptor(from, to)
        call("dup2", [Fiddle::TYPE_INT, Fiddle::TYPE_INT], from, to)
      end

      # The lines of a process's status; empty where it is gone.
      def self.facts_of(pid)
        File.foreach("/proc/#{pid}/status").map { |line| line.chomp.split(":\t", 2) }.select { |pair| pair[1] }.to_h
      rescue SystemCallError
        {}
      end

      def self.children_of(pid)
        File.read("/proc/#{pid}/task/#{pid}/children").split
      rescue SystemCallError
        []
      end

      # Proportional where the system knows it: what is shared with others counts in part. Else the resident memory.
      def self.memory_in_mb
        kilobytes = kilobytes_of("/proc/self/smaps_rollup", "Pss:") || kilobytes_of("/proc/self/status", "VmRSS:")
        kilobytes && (kilobytes / 1024.0).round(1)
      end

      def self.kilobytes_of(path, key)
        line = File.foreach(path).find { |each| each.start_with?(key) }
        line && line[/\d+/].to_i
      rescue SystemCallError
        nil
      end

      # Empty where the system has no list of them.
      def self.open_descriptors
        folder = ["/proc/self/fd", "/dev/fd"].find { |path| File.directory?(path) }
        listed = folder ? Dir.children(folder) : []
        # Asked again, since the listing has had a descriptor too.
        listed.select { |fd| File.exist?("#{folder}/#{fd}") }.map(&:to_i).select { |fd| handle(fd) }
      end

      # nil for what is not open, and for the descriptors that the interpreter keeps for itself.
      def self.handle(fd)
        IO.for_fd(fd, autoclose: false)
      rescue ArgumentError, SystemCallError
        nil
      end

      # Every thread but this one, by its name.
      def self.other_threads
        tasks = Dir.children("/proc/self/task") - [Process.pid.to_s]
        names = tasks.map { |task| [task, comm_of(task)] }
        # Ruby's own; it is made anew in a child.
        names.reject { |_, comm| comm.nil? || comm.match?(/timer/) }.map { |task, comm| "#{comm} (#{task})" }
      rescue SystemCallError
        ruby_threads
      end

      def self.comm_of(task)
        File.read("/proc/self/task/#{task}/comm").chomp
      rescue SystemCallError
        nil
      end

      def self.ruby_threads
        (Thread.list - [Thread.current]).map { |thread| thread.name || thread.inspect }
      end
    end

    # ---------------------------------------------------------------- loading

    # The method that `Module::Name.method` names.
    def self.resolve(reference)
      path, _, name = reference.rpartition(".")
      raise NameError, "Not of the form Module.method: #{reference}" if path.empty?

      Object.const_get(path).public_method(name)
    end

    def self.preload(reference)
      path = [reference, "#{reference}.rb"].find { |each| File.file?(each) }
      if path.nil? || (path != reference && library?(reference))
        require reference
      elsif path.end_with?(".rb")
        # By its full name, so that a worker's require finds it loaded.
        require File.expand_path(path)
      else
        load File.expand_path(path)
      end
    end

    # Whether `require` would find it but for the working folder.
    def self.library?(name)
      Gem.try_activate(name) if defined?(Gem) && $LOAD_PATH.resolve_feature_path(name)&.last == "#{Dir.pwd}/#{name}.rb"
      found = $LOAD_PATH.resolve_feature_path(name)
      found && found.last != "#{Dir.pwd}/#{name}.rb"
    end

    def self.load_lazy_parts
      Zeitwerk::Loader.eager_load_all if defined?(Zeitwerk::Loader)
      return unless defined?(Rails.application) && Rails.application

      Rails.application.config.eager_load_namespaces.each(&:eager_load!)
    end

    # Loads, warms up and tidies; answers with the milliseconds that it took.
    def self.load_application(options)
      begin_time = now
      options[:preload].each { |reference| preload(reference) }
      load_lazy_parts
      (options[:warm] + options[:before_fork]).each { |reference| resolve(reference).call }
      Inheritance.take_stock
      tidy_heap
      flush_output
      ((now - begin_time) * 1000).to_i
    end

    # What a child would otherwise do for itself, and pay for in copied pages.
    def self.tidy_heap
      if Process.respond_to?(:warmup)
        Process.warmup
      else
        # An object is old, and no longer written to by each collection, when it has survived several.
        4.times { GC.start }
        compact_heap
        # The answer is kept in the string.
        ObjectSpace.each_object(String, &:valid_encoding?)
      end
      System.trim_heap
    end

    def self.compact_heap
      GC.compact if GC.respond_to?(:compact)
    rescue NotImplementedError
      nil
    end

    # What must hold before the first file of the application; answers with the variables that were set for it.
    def self.prepare_process
      # A copied huge page is 2 MB for one written byte. Some versions of Ruby see to it themselves.
      System.prctl(System::PR_SET_THP_DISABLE, 1)
      # At the end: a file of the folder must not stand for a library of the same name.
      $LOAD_PATH.push(*[Dir.pwd, File.join(Dir.pwd, "lib")].select { |folder| File.directory?(folder) })
      ENV.delete(ADDED_VARIABLES).to_s.split(",")
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
      [__FILE__, *ARGV]
    end

    # Compares the loaded files with how they were when they had just been loaded.
    class Watch
      attr_reader :changed

      def initialize(period, more_files)
        @period = period
        files = period.zero? ? [] : ($LOADED_FEATURES + more_files).map { |path| File.expand_path(path) }
        @files = files.uniq.select { |path| File.file?(path) }.map { |path| [path, fingerprint(path)] }.to_h
        @changed = []
        @due = ShareMemProxy.now + period
      end

      # Seconds until the next look; nil where there is none.
      def timeout
        [@due - ShareMemProxy.now, 0].max unless @period.zero?
      end

      # True when the answer is another one than before.
      def look
        return false if @period.zero? || ShareMemProxy.now < @due

        start = spent
        before = @changed
        @changed = @files.reject { |path, loaded| fingerprint(path) == loaded }.keys.sort
        @due = ShareMemProxy.now + [@period, (spent - start) / WATCH_SHARE].max
        @changed != before
      end

      # The seconds of CPU that this process has taken.
      def spent
        Process.clock_gettime(Process::CLOCK_PROCESS_CPUTIME_ID)
      end

      # nil for a file that is not there.
      def fingerprint(path)
        stat = File.stat(path)
        [stat.mtime.to_r, stat.size]
      rescue SystemCallError
        nil
      end
    end

    def self.now
      Process.clock_gettime(Process::CLOCK_MONOTONIC)
    end

    # What waits in a buffer would be lost at the end.
    def self.flush_output
      [$stdout, $stderr, STDOUT, STDERR].uniq.each do |stream|
        stream.flush
      rescue IOError, SystemCallError, NoMethodError
        next
      end
    end

    # ---------------------------------------------------------------- pipes

    # Writes what a pipe takes and keeps the rest, so that a slow reader never stops the proxy.
    class PipeWriter
      attr_reader :io, :backlog, :broken, :ending

      def initialize(io, limit)
        @io = io
        @limit = limit
        @backlog = String.new
        @broken = false
      end

      def full?
        @backlog.bytesize >= @limit
      end

      def pending?
        !@backlog.empty?
      end

      def write(data)
        return if @broken

        @backlog << data.b
        flush
      end

      # Closes it once all is written.
      def end
        @ending = true
        flush
      end

      def abandon
        @backlog.clear
        self.end
      end

      def flush
        while pending?
          written = @io.write_nonblock(@backlog.byteslice(0, PIPE_READ), exception: false)
          return if written == :wait_writable

          @backlog.slice!(0, written)
        end
      rescue SystemCallError, IOError
        @broken = true
        @backlog.clear
      ensure
        @io.close if @ending && !pending?
      end
    end

    # Turns what a child prints into lines with the child's name before them. An engine that joins pieces gets what there
    # is of a line at once, marked by a plus: a prompt is then seen.
    class LineRelay
      class << self
        attr_accessor :in_pieces
      end

      attr_reader :io

      def initialize(io, stream, name)
        @io = io
        @prefix = "#{stream}:#{name}:".b
        @piece_prefix = "#{stream}+:#{name}:".b
        @rest = "".b
        @in_line = false
      end

      # The next lines, ready for the log pipe; nil at the end.
      def read
        data = @io.read_nonblock(PIPE_READ, exception: false)
        return "" if data == :wait_readable
        return if data.nil?

        *lines, rest = (@rest + data).split("\n", -1)
        return frame_at_once(lines, rest) if LineRelay.in_pieces

        *of_rest, @rest = cut(rest)
        (lines.flat_map { |line| cut(line) } + of_rest).map { |piece| "#{@prefix}#{piece}\n" }.join
      end

      def frame_at_once(lines, rest)
        @in_line = !rest.empty?
        framed = lines.map { |line| "#{@prefix}#{line}\n" }
        framed << "#{@piece_prefix}#{rest}\n" if @in_line
        framed.join
      end

      def last
        @rest.empty? && !@in_line ? "" : "#{@prefix}#{@rest}\n"
      end

      def cut(line)
        return [line] if line.bytesize <= LONGEST_LINE

        (0...line.bytesize).step(LONGEST_LINE).map { |at| line.byteslice(at, LONGEST_LINE) }
      end
    end

    # Collects the bytes of the command pipe into lines, however they arrive.
    class CommandReader
      attr_reader :io, :lines

      def initialize(io)
        @io = io
        @parts = []
        @lines = []
      end

      # False at the end of the pipe.
      def read
        data = @io.read_nonblock(PIPE_READ, exception: false)
        return false if data.nil?

        take(data) unless data == :wait_readable
        true
      rescue SystemCallError
        false
      end

      def take(data)
        @parts << data
        return unless data.include?("\n")

        *lines, rest = @parts.join.split("\n", -1)
        @lines.concat(lines.reject { |line| line.match?(/\A\s*\z/n) })
        @parts = [rest]
      end
    end

    # ---------------------------------------------------------------- sockets

    # The listening sockets that this process can give to others: the proxy all that it has inherited, a template those
    # that its worker was given.
    module Sockets
      @numbers = {}

      class << self
        # From the variables, which no child is to see.
        def inherit
          ENV.keys.select { |name| name.start_with?(SOCKET_VARIABLE) }.each do |variable|
            handle = System.handle(Integer(ENV.delete(variable), 10, exception: false) || -1)
            next warn("#{variable} names no open descriptor") unless handle

            handle.close_on_exec = true
            @numbers[variable.delete_prefix(SOCKET_VARIABLE)] = handle.fileno
          end
        end

        def numbers_of(names)
          raise Failure, "To hand on sockets the library fiddle is needed" unless names.empty? || System::AVAILABLE

          names.map do |name|
            @numbers[name] || raise(Failure, "This proxy has no socket named #{name}: it was started before it")
          end
        end

        # In a child: it has these and no others.
        def give(names, copies)
          copies.each_with_index do |fd, i|
            System.replace_descriptor(fd, FIRST_SOCKET + i)
            IO.for_fd(fd).close
          end
          @numbers = names.each_with_index.to_h { |name, i| [name, FIRST_SOCKET + i] }
        end

        # In a template: its children get those numbers, which the worker's objects must then never close.
        def move_away
          return [] if @numbers.empty?

          ObjectSpace.each_object(IO) do |io|
            io.autoclose = false if !io.closed? && @numbers.value?(io.fileno)
          rescue IOError
            # One that was never opened.
            next
          end
          @numbers = @numbers.transform_values { |fd| beyond(TEMPLATE_SOCKETS, System.handle(fd)) }
          @numbers.values
        end

        # A copy with a number from that one on.
        def beyond(first, handle)
          handle.fcntl(Fcntl::F_DUPFD, first).tap { |fd| System.handle(fd).close_on_exec = true }
        end
      end
    end

    # ---------------------------------------------------------------- the order for a child

    # How a command is to be run: by this interpreter (:file, :call) or as a program (:exec).
    class Plan
      QUOTED = /'[^']*'|"[^"$`\\]*(?:\\.[^"$`\\]*)*"|\\./m.freeze
      NEEDS_SHELL = /[|&;<>()$`*?\[\]{}~#\n]/.freeze
      CALL = /\A[A-Z]\w*(?:::[A-Z]\w*)*\.[a-z_]\w*[?!]?\z/.freeze

      attr_reader :kind, :words

      def initialize(kind, words)
        @kind = kind
        @words = words
      end

      def self.of(cmd, folder, path)
        plan = by_words(cmd)
        script = plan.kind == :exec && Script.of_this_interpreter(plan.words[0], folder, path)
        script ? new(:file, [script, *plan.words.drop(1)]) : plan
      end

      def self.by_words(cmd)
        return of_words(cmd) if cmd.is_a?(Array)

        unless cmd.gsub(QUOTED, "").match?(NEEDS_SHELL)
          words = Shellwords.split(cmd)
          words.shift if words[0] == "exec" && words[1]
          return of_words(words) unless words[0].include?("=")
        end
        new(:exec, ["/bin/sh", "-c", cmd])
      end

      def self.of_words(words)
        named = this_interpreter?(words[0])
        rest = named ? words.drop(1) : words
        return new(:file, rest) if rest[0] && !rest[0].start_with?("-") && (named || rest[0].end_with?(".rb"))
        return new(:call, words) if words[0].match?(CALL)

        new(:exec, words)
      end

      def self.this_interpreter?(program)
        return File.exist?(program) && File.realpath(program) == File.realpath(RbConfig.ruby) if program.include?("/")

        major, minor = RUBY_VERSION.split(".")
        ["ruby", "ruby#{major}", "ruby#{major}.#{minor}"].include?(program)
      end
    end

    # Programs whose first line names their interpreter, as those that gems bring do.
    module Script
      # The file; nil where it is another's.
      def self.of_this_interpreter(program, folder, path)
        script = find(program, folder, path)
        line = script && File.open(script, "rb") { |file| file.gets("\n", 4096) }
        words = line.to_s[/\A#!(.*)/, 1].to_s.split
        if words[0] && File.basename(words[0]) == "env"
          words.shift(words[1] == "-S" ? 2 : 1)
          words[0] &&= find(words[0], folder, path)
        end
        # An option changes what an interpreter is.
        script if words.size == 1 && words[0]&.include?("/") && Plan.this_interpreter?(words[0])
      rescue SystemCallError
        nil
      end

      def self.find(program, folder, path)
        places = program.include?("/") ? [folder] : path.split(":", -1).map { |each| File.expand_path(each, folder) }
        places.map { |place| File.expand_path(program, place) }.find { |file| File.file?(file) && File.executable?(file) }
      end
    end

    # The protocol says it by 0 and 1. Some languages do not tell numbers from texts.
    def self.true?(value)
      ![nil, false, 0, "", "0"].include?(value)
    end

    # A start command, checked.
    class Order
      attr_reader :name, :plan, :cwd, :env, :open_stdin, :stdout, :stderr, :new_session, :sockets, :stdin_socket, :rights

      # What is wrong with one, in a sentence for people; nil where nothing is.
      def self.problem(command)
        cmd, cwd, sockets, tied = command.values_at("cmd", "cwd", "sockets", "tie_stdin_to")
        words = cmd.is_a?(Array) ? cmd : [cmd]
        return "The command is neither a text nor a list of texts" unless words.all?(String)
        return "The command is empty" if words.empty? || words[0].strip.empty?
        return "The working folder is no text" unless cwd.nil? || cwd.is_a?(String)

        env = command["env"].nil? ? {} : command["env"]
        wrong = problem_of_variables(env)
        return wrong if wrong

        texts = [*words, cwd, *env.to_a.flatten].grep(String)
        return "Neither a word, a folder nor a variable can hold a NUL" if texts.any? { |text| text.include?("\0") }
        return "The sockets are no list of names" unless sockets.nil? || (sockets.is_a?(Array) && sockets.all?(String))
        return "The standard input is tied to no name" unless tied.nil? || tied.is_a?(String)

        Rights.problem(command)
      end

      def self.problem_of_variables(env)
        return "The environment is no object" unless env.is_a?(Hash)

        env.sort.each do |name, value|
          return "A variable cannot be called \"#{name}\"" if name.empty? || name.include?("=")
          return "The variable #{name} is no text" unless value.nil? || value.is_a?(String) || Rights.whole?(value)
        end
        nil
      end

      def initialize(command)
        problem = Order.problem(command)
        raise Refusal, problem if problem

        @name = command["name"]
        @cwd = command["cwd"] unless command["cwd"].to_s.empty?
        @env = command["env"].to_h.transform_values { |value| value&.to_s }
        @open_stdin = command["stdin"] == "open"
        @rights = Rights.new(command)
        @stdout = ShareMemProxy.true?(command["ignore_stdout"]) ? File::NULL : command["stdout"]
        @stderr = ShareMemProxy.true?(command["ignore_stderr"]) ? File::NULL : command["stderr"]
        @new_session = !ShareMemProxy.true?(command["no_new_session"])
        @sockets = command["sockets"] || []
        @stdin_socket = command["tie_stdin_to"]
        @plan = plan_of(command["cmd"])
      end

      # All that it is given, its standard input last.
      def socket_names
        [*@sockets, *@stdin_socket]
      end

      def plan_of(cmd)
        Plan.of(cmd, @cwd || Dir.pwd, @env.fetch("PATH", ENV["PATH"]).to_s)
      rescue ArgumentError
        raise Refusal, "A quotation mark is missing: #{cmd}"
      end
    end

    # ---------------------------------------------------------------- the child

    # A newborn child on its way from the proxy's memory to the worker's first line.
    class Newborn
      # The interpreter answers these itself, and lets nobody change it.
      RESERVED_SIGNALS = %w[EXIT KILL STOP SEGV BUS ILL FPE VTALRM].freeze

      # The dispositions of a fresh interpreter; exec leaves those of a fresh program of them.
      def self.reset_signals
        (Signal.list.keys - RESERVED_SIGNALS).each do |name|
          trap(name, "DEFAULT")
        rescue ArgumentError, SystemCallError
          next
        end
        System.unblock_signals
      end

      def initialize(order, report)
        @order = order
        @report = report
      end

      # The first steps: nothing of the proxy stays.
      def settle(parent, out, err, given, proxys_handles, added_variables)
        # Beyond the numbers that they are to have, lest one takes the place of another.
        copies = given.map { |fd| Sockets.beyond(FIRST_SOCKET + given.size, System.handle(fd)) }
        stdin = @order.stdin_socket || @order.open_stdin ? IO.for_fd(copies.pop) : nil
        Process.setsid if @order.new_session
        System.take_mark(@order.env["CONTROL_FREAK_RUN"])
        ShareMemProxy.die_with(parent)
        System.prctl(System::PR_SET_NAME, "#{@order.name}\0")
        @order.stdin_socket ? System.replace_descriptor(stdin.fileno, 0) : STDIN.reopen(stdin || File::NULL)
        STDOUT.reopen(out)
        STDERR.reopen(err)
        (proxys_handles + [out, err, stdin].compact).each(&:close)
        Inheritance.settle_descriptors([@report.fileno, *copies], in_interpreter?, true)
        Sockets.give(@order.sockets, copies)
        set_environment(added_variables)
        take_rights(parent)
        Newborn.reset_signals
      rescue StandardError => error
        give_up(error, ShareMemProxy.final?(error))
      end

      # The rest of a child's life. What fails before the worker's first own step goes to the report pipe.
      def become_service(after_fork)
        work = prepare_work
        end_without_the_proxy
        reset_interpreter(after_fork)
        Template.listen(@title)
        @report.close
        work.call
      end

      private

      def in_interpreter?
        @order.plan.kind != :exec
      end

      def set_environment(added_variables)
        added_variables.each { |name| ENV.delete(name) }
        own = { "CONTROL_FREAK_ENABLED" => "1", "CONTROL_FREAK_SERVICE" => @order.name }
        own["LISTEN_PID"] = Process.pid.to_s unless @order.sockets.empty?
        @order.env.merge(own).each { |name, value| ENV[name] = value.nil? ? nil : value.to_s }
      end

      def take_rights(parent)
        return unless @order.rights.take

        # Both are undone where the user changes. All that it could read is its own memory.
        System.prctl(System::PR_SET_DUMPABLE, 1)
        ShareMemProxy.die_with(parent)
      end

      def prepare_work
        enter(@order.cwd) if @order.cwd
        name = @order.plan.words[0]
        case @order.plan.kind
        when :exec then exec([name, name], *@order.plan.words.drop(1))
        when :call then method_of(name)
        else file_of(name)
        end
      rescue StandardError, NotImplementedError => error
        give_up(error, ShareMemProxy.final?(error))
      end

      def enter(folder)
        Dir.chdir(folder)
      rescue SystemCallError => error
        kind = ShareMemProxy.final?(error) ? Refusal : Failure
        raise kind, "Cannot enter the working folder #{folder}: #{error.class.new.message}"
      end

      def method_of(reference)
        method = ShareMemProxy.resolve(reference)
        -> { method.call(*ARGV) }
      end

      def file_of(name)
        # The name as the operator wrote it.
        raise Refusal, "No such file: #{name}" unless File.exist?(name)
        raise Refusal, "Is a directory: #{name}" if File.directory?(name)

        File.open(name).close
        path = File.expand_path(name)
        @title = path
        -> { load path }
      end

      def reset_interpreter(after_fork)
        ARGV.replace(@order.plan.words.drop(1))
        $PROGRAM_NAME = @title || @order.plan.words[0]
        Inheritance.begin(@order.env).each { |note| STDERR.puts(note) }
        after_fork.each { |reference| ShareMemProxy.resolve(reference).call }
      rescue StandardError, NotImplementedError => error
        give_up(error)
      end

      # Handlers run from the last to the first: after all of the worker's own this one leaves, and none of the
      # application's runs.
      def end_without_the_proxy
        child = Process.pid
        at_exit { leave($!) if Process.pid == child }
      end

      # Ends the child the way an interpreter ends, without a look at what it inherited.
      def leave(error)
        end_threads
        code = exit_code_of(error)
        ShareMemProxy.flush_output
        Inheritance.end
        exit!(code) if code
        Signal.trap(error.signo, "SYSTEM_DEFAULT")
        Process.kill(error.signo, Process.pid)
        sleep LAST_WORDS_SECONDS
        exit!(128 + error.signo)
      end

      # Their ensure clauses run, as they would at the end of any program.
      def end_threads
        others = Thread.list - [Thread.current]
        others.each(&:kill)
        others.each { |thread| thread.join(LAST_WORDS_SECONDS) }
      rescue StandardError
        nil
      end

      # nil for a signal that is to be the end of this process.
      def exit_code_of(error)
        case error
        when nil then 0
        when SystemExit then error.status
        when SignalException then nil
        else
          show(error)
          1
        end
      end

      def show(error)
        cause = error
        while cause
          frames = cause.backtrace
          cause.set_backtrace(frames.take_while { |frame| !frame.start_with?(__FILE__) }) if frames
          cause = cause.cause
        end
        STDERR.write(error.full_message(highlight: false, order: :top).chomp, "\n")
      rescue SystemCallError, IOError
        nil
      end

      def give_up(error, final = false)
        reason = ShareMemProxy.reason_of(error)
        @report.write(final ? FINAL : "", reason.byteslice(0, 4096))
        @report.flush
      ensure
        exit!(127)
      end
    end

    # ---------------------------------------------------------------- the template

    # Messages over a socket between the proxy and a template.
    class Channel
      attr_reader :socket

      def initialize(socket)
        @socket = socket
        @rest = "".b
      end

      # Whether a message has been received already.
      def waiting?
        @rest.include?("\n")
      end

      def send(message)
        data = "#{JSON.generate(message)}\n".b
        # The signal of a broken pipe would be the worker's end.
        data = data.byteslice(@socket.send(data, Socket::MSG_NOSIGNAL)..-1) until data.empty?
      end

      # The next message; nil at the end. Raises when it takes too long.
      def receive(seconds = nil)
        deadline = seconds && (ShareMemProxy.now + seconds)
        until waiting?
          left = deadline && [deadline - ShareMemProxy.now, 0].max
          raise Failure, "It takes too long" unless @socket.wait_readable(left)

          data = @socket.recv(PIPE_READ)
          return if data.empty?

          @rest << data
        end
        JSON.parse(@rest.slice!(/.*?\n/).force_encoding(Encoding::UTF_8))
      end

      def close
        @socket.close
      end
    end

    # What a worker does to become a template, and what it does as one.
    module Template
      # In a thread, so that the copy has nothing of the worker's calls below it: it begins with the thread's block.
      def self.listen(file)
        @worker_file = file
        trap(REFORK_SIGNAL) { Thread.new { answer } } if System.can_refork?
      end

      # A worker's part: a copy of it becomes the template, and it goes on as if nothing had happened.
      def self.answer
        # Fails where the proxy has given up long ago.
        channel = Channel.new(UNIXSocket.new(REFORK_ADDRESS))
        begin
          refuse_worker_threads
          ShareMemProxy.flush_output
          Inheritance.take_places
          without_news_of_children { fork_for_proxy(channel) { serve(channel) } }
        rescue Failure, SystemCallError => error
          channel.send("refused" => ShareMemProxy.text(ShareMemProxy.reason_of(error)))
        ensure
          channel.close
        end
      rescue SystemCallError
        nil
      end

      def self.refuse_worker_threads
        others = Thread.list - [Thread.main, Thread.current]
        patience = ShareMemProxy.now + THREAD_CACHE_SECONDS
        # Its own one is among them.
        sleep 0.05 while others.empty? && System.other_threads.size > 1 && ShareMemProxy.now < patience
        tasks = System.other_threads.drop(1)
        return if others.empty? && tasks.empty?

        names = others.empty? ? tasks : others.map { |thread| thread.name || thread.inspect }
        raise Failure, "It has #{names.size + 1} threads and a child would have one: #{names.join(", ")}"
      end

      # Keeps the death of an own child from a handler of the worker, which does not know of it.
      def self.without_news_of_children
        handler = trap("CHLD", "DEFAULT")
        yield
        # The news may be on its way still.
        sleep PAUSE_SECONDS
      ensure
        trap("CHLD", handler || "DEFAULT")
        dead = System.children_of(Process.pid).any? { |child| System.facts_of(child)["State"].to_s.start_with?("Z") }
        Process.kill("CHLD", Process.pid) if dead
      end

      # Forks twice, so that the copy falls to the proxy; it runs the block once the proxy has been told its pid.
      # The ends are closed here before that: as long as they are open, its silence means nothing.
      def self.fork_for_proxy(channel, ends = [], &block)
        release, release_end = UNIXSocket.pair
        System.block_signals
        between = fork do
          copy = fork do
            release_end.close
            exit!(127) if release.recv(1).empty?
            release.close
            block.call
          end
          channel.send("pid" => copy)
          exit!(0)
        rescue SystemCallError => error
          tell_refusal(channel, error)
          exit!(1)
        end
        System.unblock_signals
        release.close
        told = success?(between)
        ends.each(&:close)
        release_end.send(".", Socket::MSG_NOSIGNAL) if told
      rescue Errno::EPIPE
        # It has been killed meanwhile.
        nil
      ensure
        System.unblock_signals
        [release, release_end].compact.each(&:close)
      end

      def self.success?(pid)
        Process.wait2(pid)[1].success?
      rescue Errno::ECHILD
        # Where SIGCHLD is ignored the system keeps no status.
        true
      end

      def self.tell_refusal(channel, error)
        channel.send("refused" => ShareMemProxy.text(ShareMemProxy.reason_of(error)))
      rescue SystemCallError
        nil
      end

      # The rest of a template's life.
      def self.serve(channel)
        Process.setsid
        System.take_mark(PROXY_RUN)
        ShareMemProxy.die_with(PROXY_PID)
        System.prctl(System::PR_SET_NAME, "cfk-template\0")
        $PROGRAM_NAME = "cfk-template"
        setup = channel.receive(TEMPLATE_SECONDS) || exit!(1)
        blind(channel)
        Newborn.reset_signals
        prepare(channel, setup)
        while (message = channel.receive)
          fork_service(channel, message, setup["after_fork"])
        end
        exit!(0)
      rescue StandardError => error
        STDERR.write(error.full_message(highlight: false))
        exit!(1)
      end

      def self.prepare(channel, setup)
        Dir.chdir("/proc/#{PROXY_PID}/cwd")
        File.umask(setup["umask"])
        ENV.replace(setup["env"].map { |pair| pair.map { |text| text.encode(Encoding::ISO_8859_1).b } }.to_h)
        forget_constants
        Inheritance.forget_own_folders
        Inheritance.find_generators
        setup["before_fork"].each { |reference| ShareMemProxy.resolve(reference).call }
        ShareMemProxy.tidy_heap
        ShareMemProxy.flush_output
        channel.send("ready" => true, "memory_mb" => System.memory_in_mb)
      rescue StandardError, NotImplementedError => error
        reason = ShareMemProxy.text(ShareMemProxy.reason_of(error))
        channel.send("refused" => "Its copy could not be prepared: #{reason}")
        raise
      end

      # A later file would be told that it defines them again.
      def self.forget_constants
        return unless @worker_file && Object.respond_to?(:const_source_location)

        own = Object.constants.select { |name| Object.const_source_location(name)&.first == @worker_file }
        own.each { |name| Object.send(:remove_const, name) }
      end

      # Lets go of all that the worker has open.
      def self.blind(channel)
        File.open(File::NULL, "r+") { |null| System.replace_descriptor(null.fileno, 0) }
        [1, 2].each do |fd|
          File.open("/proc/#{PROXY_PID}/fd/#{fd}", "a") { |own| System.replace_descriptor(own.fileno, fd) }
        end
        Inheritance.settle_descriptors([channel.socket.fileno, *Sockets.move_away], true, false)
      end

      def self.fork_service(channel, message, after_fork)
        ends = []
        ShareMemProxy.refuse_threads("The template")
        order = Order.new(message["start"])
        sockets = Sockets.numbers_of(order.socket_names)
        message["ends"].each do |fd|
          mode = ends.size < 3 ? "w" : "r"
          File.open("/proc/#{PROXY_PID}/fd/#{fd}", ends.size.between?(1, 2) ? File::RDWR : mode) do |file|
            ends << IO.for_fd(Sockets.beyond(FIRST_SOCKET + sockets.size, file), mode)
          end
        end
        ShareMemProxy.flush_output
        fork_for_proxy(channel, ends) do
          report, out, err, *stdin = ends
          newborn = Newborn.new(order, report)
          newborn.settle(PROXY_PID, out, err, sockets + stdin.map(&:fileno), [channel.socket, *stdin], [])
          newborn.become_service(after_fork)
        end
      rescue Failure, SystemCallError => error
        ends.each(&:close)
        channel.send("refused" => ShareMemProxy.text(ShareMemProxy.reason_of(error)))
      end
    end

    # A worker's way to the template, as the proxy sees it. Its methods raise Failure where it ends early.
    class Promotion
      attr_reader :child, :channel, :copy, :memory

      def initialize(child, seconds)
        @child = child
        @seconds = seconds
        @deadline = ShareMemProxy.now + seconds
        @asked = false
      end

      # The seconds until it wants to go on.
      def timeout
        @asked ? [@deadline - ShareMemProxy.now, 0].max : PAUSE_SECONDS
      end

      def go_on
        raise Failure, lateness if ShareMemProxy.now >= @deadline

        ask unless @asked
      end

      def lateness
        return format("The copy of %s was not ready within %g s", @child.name, PREPARE_SECONDS) if @channel

        format("%s did not %s within %g s", @child.name, @asked ? "answer" : "pause", @seconds)
      end

      # Signals the worker while it waits for something.
      def ask
        facts = System.facts_of(@child.pid)
        state = facts.fetch("State", "Z")[0]
        raise Failure, "#{@child.name} has ended" if "ZX".include?(state)

        if facts["SigCgt"].to_i(16)[REFORK_SIGNAL - 1].zero?
          raise Failure, "#{@child.name} does not listen to signal #{REFORK_SIGNAL} any more: " \
                         "it has set it otherwise, or executed another program"
        end
        return unless state == "S"

        Process.kill(REFORK_SIGNAL, @child.pid)
        @asked = true
      end

      # Takes the connection if it is the worker's.
      def connect(connection, setup)
        pid, uid, = connection.getsockopt(:SOCKET, :PEERCRED).unpack("l3")
        return connection.close if !@asked || @channel || pid != @child.pid

        @channel = Channel.new(connection)
        raise Failure, "#{@child.name} runs as another user" if uid != Process.euid

        @deadline = ShareMemProxy.now + PREPARE_SECONDS
        begin
          @channel.send(setup)
        rescue SystemCallError
          # A worker that refuses is gone already; what it has said can still be read.
          nil
        end
      end

      # True once the copy is ready.
      def hear
        answer = @channel.receive(TEMPLATE_SECONDS)
        raise Failure, "The copy of #{@child.name} ended before it was ready" if answer.nil?
        raise Failure, "#{@child.name} cannot be copied: #{answer["refused"]}" if answer["refused"]

        @copy = answer["pid"] || @copy
        @memory = answer["memory_mb"]
        # More than one may have come at once.
        answer["ready"] || (@channel.waiting? && hear)
      end

      def abandon
        @channel&.close
        ShareMemProxy.kill_child(@copy) if @copy
      end
    end

    # Kills what is a child of this process, and nobody else who may have the number by now.
    def self.kill_child(pid)
      Process.kill("KILL", pid) if System.facts_of(pid)["PPid"].to_i == Process.pid
    rescue Errno::ESRCH
      nil
    end

    # ---------------------------------------------------------------- the proxy

    # A child as its parent sees it.
    class Child
      attr_reader :name, :pid, :stdin, :leads_group, :in_interpreter, :sockets, :rights, :failure
      attr_accessor :report, :announced

      def initialize(order, pid, report, stdin)
        @name = order.name
        @pid = pid
        @stdin = stdin
        @leads_group = order.new_session
        @in_interpreter = order.plan.kind != :exec
        @sockets = order.sockets
        @rights = order.rights
        @report = report
        @failure = "".b
        @announced = false
        @held_signals = []
      end

      def signal(number, alone = false)
        unless @announced || number == Signal.list["KILL"]
          # Until then it may still be in the proxy's own group, with the proxy's handlers.
          @held_signals << [number, alone]
          return
        end
        Process.kill(number, @announced && @leads_group && !alone ? -@pid : @pid)
      rescue Errno::ESRCH
        nil
      rescue Errno::EPERM
        raise Failure, "#{@name} may not be signalled"
      end

      def release_signals
        @held_signals.each { |number, alone| signal(number, alone) }
      end
    end

    # The parent of all services.
    class Proxy
      NAME = /\A(?!-\z)[\w.-]{1,200}\z/.freeze
      NAME_RULE = "A name has up to 200 letters, digits, _ . - and is not \"-\""
      VERBS = %w[start stop signal input refork shutdown].freeze

      def initialize(pipes, added_variables, watch, options)
        commands, statuses, log = pipes
        @commands = CommandReader.new(commands)
        @statuses = PipeWriter.new(statuses, STATUS_LIMIT)
        @log = PipeWriter.new(log, LOG_LIMIT)
        @added_variables = added_variables
        @watch = watch
        @before_fork = options[:before_fork]
        @after_fork = options[:after_fork]
        @refork_seconds = options[:refork_secs]
        @listener = nil
        @promotion = nil
        @template = nil
        @template_pid = nil
        @template_sockets = []
        @template_rights = nil
        @children = {}
        # Those of them that are yet to be waited for, lest each wait costs what all of them do.
        @unborn = {}
        @inputs = {}
        @by_name = {}
        @relays = Set.new
        @groups = Set.new
        @deadline = nil
        @killed = false
        @stop_asked = false
        watch_signals
      end

      def watch_signals
        @wake, wake_end = IO.pipe
        @wake_end = wake_end
        trap("CHLD") { wake_end.write_nonblock(".", exception: false) }
        %w[TERM INT HUP].each do |name|
          trap(name) do
            @stop_asked = true
            wake_end.write_nonblock(".", exception: false)
          end
        end
        System.unblock_signals
      end

      def say(status, **fields)
        @statuses.write("#{JSON.generate({ "status" => status, **fields })}\n")
      end

      def complain(text)
        @log.write("err:-:#{ShareMemProxy.text(text).tr("\n", " ")}\n") unless @log.full?
      end

      # Returns nil in the proxy at its end, and in each child what it is to become.
      def serve
        loop do
          poll
          reap
          if @commands.lines.any? && !@deadline
            born = obey(@commands.lines.shift)
            return born if born
          end
          stop_all if !@deadline && (@stop_asked || @statuses.broken || @log.broken)
          return if @deadline && over?

          promote { @promotion.go_on } if @promotion
          say_stale if !@deadline && @watch.look
        end
      end

      def say_stale
        files = @watch.changed.map { |path| ShareMemProxy.text(path) }
        say("stale", count: files.size, files: files.first(FILES_NAMED))
      end

      private

      # ------------------------------------------------ waiting

      def poll
        readers = readers_by_io
        writers = [@statuses, @log, *@inputs.values].select(&:pending?).map { |writer| [writer.io, writer] }.to_h
        readable, writable = IO.select(readers.keys, writers.keys, nil, timeout)
        writable&.each { |io| writers[io].flush }
        # A step may close what another was to read.
        readable&.each { |io| readers[io].call unless io.closed? }
      end

      def readers_by_io
        readers = { @wake => -> { @wake.read_nonblock(PIPE_READ, exception: false) } }
        # One command at a time: exits and output come between the commands of a burst.
        readers[@commands.io] = method(:read_commands) if !@deadline && @commands.lines.empty? && !@statuses.full?
        readers[@listener] = method(:accept_worker) if @listener
        readers[@promotion.channel.socket] = -> { promote { hear } } if @promotion&.channel
        @unborn.each_value { |child| readers[child.report] = -> { read_report(child) } }
        @relays.each { |relay| readers[relay.io] = -> { relay(relay) } } unless @log.full?
        readers
      end

      def timeout
        return 0.02 if @deadline

        @commands.lines.any? ? 0 : [@watch.timeout, @promotion&.timeout].compact.min
      end

      def read_commands
        @stop_asked = true unless @commands.read
      end

      def relay(relay)
        return if @log.full?

        lines = relay.read
        if lines
          @log.write(lines)
        else
          @log.write(relay.last)
          @relays.delete(relay)
          relay.io.close
        end
      end

      # ------------------------------------------------ commands

      def obey(line)
        command = parse(line)
        return if command.nil?

        verb = command["command"]
        unless VERBS.include?(verb)
          complain("Ignored, unknown command: #{verb}")
          return
        end
        begin
          send("command_#{verb}", command)
        rescue StandardError => error
          complain("Ignored, #{verb}: #{ShareMemProxy.reason_of(error)}")
          nil
        end
      end

      def parse(line)
        text = line.dup.force_encoding(Encoding::UTF_8)
        raise Failure if !text.valid_encoding? || half_a_pair?(text)

        command = JSON.parse(text)
        return command if command.is_a?(Hash) && command["command"].is_a?(String)

        raise Failure
      rescue JSON::JSONError, Failure, ArgumentError, EncodingError
        complain("Ignored, no command: #{line.byteslice(0, 200)}")
        nil
      end

      # One of two \\u that stand for one character.
      def half_a_pair?(text)
        text.gsub(/\\u[dD][89abAB]\h\h\\u[dD][c-fC-F]\h\h|\\[^u]/, "").match?(/\\u[dD][89a-fA-F]/)
      end

      def command_start(command)
        raise Refusal, NAME_RULE unless command["name"].is_a?(String)

        answer_start(command)
      end

      def answer_start(command)
        name = command["name"]
        raise Refusal, NAME_RULE unless NAME.match?(name)
        raise Failure, "#{name} runs already, pid #{@by_name[name].pid}" if @by_name[name]

        start(command)
      rescue Failure, Refusal, SystemCallError => error
        say_failed(name, ShareMemProxy.reason_of(error), ShareMemProxy.final?(error))
        nil
      end

      def say_failed(name, reason, final)
        say("failed", name: name, reason: ShareMemProxy.text(reason), **(final ? { final: true } : {}))
      end

      def command_stop(command)
        child = child_of(command)
        name = command["signal"].nil? ? "TERM" : command["signal"]
        child.signal(signal_number(name), command["to"] == "main")
        # One that is paused acts on no other signal.
        child.signal(Signal.list["CONT"])
        nil
      end

      def command_signal(command)
        child_of(command).signal(signal_number(command["signal"]), command["to"] == "main")
        nil
      end

      def command_input(command)
        child = child_of(command)
        text = command["text"].nil? ? "" : command["text"]
        raise Failure, "What is to be read is no text" unless text.is_a?(String)
        raise Failure, "#{child.name} has no open standard input" if child.stdin.nil? || child.stdin.ending
        raise Failure, "#{child.name} does not read its standard input" if child.stdin.full?

        child.stdin.write(text)
        child.stdin.end if ShareMemProxy.true?(command["end"])
        nil
      end

      def command_shutdown(_)
        @stop_asked = true
        nil
      end

      def child_of(command)
        name = command["name"]
        raise Failure, "No name" unless name.is_a?(String)

        @by_name[name] || raise(Failure, "#{name} does not run")
      end

      def signal_number(name)
        raise Failure, "A signal is a name or a number" unless name.is_a?(String) || Rights.whole?(name)

        number = name.to_s.match?(/\A[1-9]\d?\z/) ? name.to_i : Signal.list[name.to_s.delete_prefix("SIG")]
        raise Failure, "Unknown signal: #{name}" unless number && number.positive? && Signal.list.value?(number)

        number
      end

      # ------------------------------------------------ births

      def start(command)
        order = Order.new(command)
        sockets = Sockets.numbers_of(order.socket_names)
        pipes = [IO.pipe]
        [order.stdout, order.stderr].each { |path| pipes << (open_output(path) || IO.pipe) }
        (report, report_end), (out, out_end), (err, err_end) = pipes
        stdin, input = pipes[3] = IO.pipe if order.open_stdin
        # No splat: that would read it.
        ends = [report_end, out_end, err_end, stdin].compact
        pid = fork_from_template(order, command, ends) || fork_child
        if pid == :child
          own = [out_end, err_end, [*sockets, stdin&.fileno].compact]
          return born(order, report_end, own, [report, out, err, stdin, input].compact)
        end

        ends.each(&:close)
        @relays << LineRelay.new(out, "out", order.name) if out
        @relays << LineRelay.new(err, "err", order.name) if err
        child = Child.new(order, pid, report, input && PipeWriter.new(input, INPUT_LIMIT))
        @children[pid] = @unborn[pid] = @by_name[order.name] = child
        @inputs[pid] = child.stdin if input
        nil
      rescue SystemCallError, Failure
        pipes&.flatten&.compact&.each(&:close)
        raise
      end

      # Where a child writes by itself, and nothing that the proxy is to pass on; nil where it is to. Opened for reading, too: so
      # it has a reader as long as it has a writer, who is not killed when the panel is. One may be out of reach, as for
      # another user or in another root.
      def open_output(path)
        [nil, IO.for_fd(IO.sysopen(path, File::RDWR), "w")] if path.is_a?(String)
      rescue SystemCallError, ArgumentError
        nil
      end

      # nil where there is no template for it.
      def fork_from_template(order, command, ends)
        # A template has a session of its own, and there is no way back to the proxy's.
        return if @template.nil? || !order.new_session || order.rights.lasting != @template_rights.lasting
        # A template has those sockets only that its worker was given.
        return unless (order.socket_names - @template_sockets).empty?

        answer = ask_template("start" => command, "ends" => ends.map(&:fileno))
        raise Failure, answer["refused"] if answer && answer["refused"]

        lose_template("it does not answer") if answer.nil?
        answer && answer["pid"]
      end

      def ask_template(question)
        @template.send(question)
        @template.receive(TEMPLATE_SECONDS)
      rescue SystemCallError, Failure
        begin
          # From here on it can answer no more, and what it has answered counts.
          @template.socket.shutdown(:RD)
          @template.receive(TEMPLATE_SECONDS)
        rescue SystemCallError
          nil
        end
      end

      def fork_child
        ShareMemProxy.refuse_threads("The proxy")
        ShareMemProxy.flush_output
        # Until the child has its own handlers a signal must not run the proxy's in it.
        System.block_signals_but_alarm
        pid = fork_in_time
        System.unblock_signals if pid
        pid || :child
      rescue SystemCallError
        System.unblock_signals
        raise
      end

      # Ruby tries for ever where the system makes no process, and so no child would be reaped, nor a command obeyed.
      def fork_in_time
        trap("ALRM") { raise Errno::EAGAIN }
        System.alarm_in(FORK_SECONDS)
        fork
      ensure
        System.alarm_in(0)
      end

      def born(order, report, own_ends, proxys_ends)
        newborn = Newborn.new(order, report)
        newborn.settle(PROXY_PID, *own_ends, handles + proxys_ends, @added_variables)
        newborn
      end

      def handles
        own = [@commands.io, @statuses.io, @log.io, @wake, @wake_end]
        own += [@listener, @promotion&.channel&.socket, @template&.socket].compact
        own + @unborn.values.map(&:report) + @inputs.values.map(&:io) + @relays.map(&:io)
      end

      def read_report(child)
        data = child.report.read_nonblock(PIPE_READ, exception: false)
        return if data == :wait_readable
        return child.failure << data if data

        child.report.close
        child.report = nil
        @unborn.delete(child.pid)
        child.failure.empty? ? announce(child) : fail_to_start(child)
      end

      def fail_to_start(child)
        @by_name.delete(child.name)
        say_failed(child.name, child.failure.delete_prefix(FINAL), child.failure.start_with?(FINAL))
      end

      def announce(child)
        child.announced = true
        @groups << child.pid if child.leads_group
        more = child.in_interpreter ? {} : { own_program: 1 }
        say("started", name: child.name, pid: child.pid, exit_status: nil, **more)
        child.release_signals
      end

      # ------------------------------------------------ the template

      def command_refork(command)
        name = command["name"]
        if name.nil?
          refuse_promotion("The proxy's own memory was asked for") if @promotion
          fork_from_proxy
        elsif !name.is_a?(String)
          refuse(nil, "A name is a text")
        else
          @promotion = promotion_of(name)
        end
        nil
      rescue Failure, SystemCallError => error
        refuse(name, ShareMemProxy.reason_of(error))
      end

      def promotion_of(name)
        child = @by_name[name]
        unless System.can_refork?
          raise Failure, "This needs Linux and the library fiddle: elsewhere no child of a worker can become the proxy's"
        end
        raise Failure, "#{@promotion.child.name} is just becoming the template" if @promotion
        raise Failure, "#{name} does not run" unless child&.announced
        raise Failure, "#{name} is a program of its own and shares nothing" unless child.in_interpreter

        @listener ||= listen_for_workers
        Promotion.new(child, @refork_seconds)
      end

      def listen_for_workers
        # Copies of a worker, whose parent ends at once, become children of the proxy by it.
        if System.prctl(System::PR_SET_CHILD_SUBREAPER, 1) != 0
          raise Failure, "The system lets no process adopt the children of its children"
        end
        UNIXServer.new(REFORK_ADDRESS)
      end

      def accept_worker
        connection = @listener.accept
        return connection.close unless @promotion

        promote { @promotion.connect(connection, setup) }
      end

      def setup
        env = ENV.to_h.reject { |name, _| @added_variables.include?(name) }
        env = env.map { |pair| pair.map { |text| text.b.encode(Encoding::UTF_8, Encoding::ISO_8859_1) } }.to_h
        { "env" => env, "umask" => File.umask, "before_fork" => @before_fork, "after_fork" => @after_fork }
      end

      def promote
        yield
      rescue Failure, SystemCallError, JSON::JSONError => error
        refuse_promotion(ShareMemProxy.reason_of(error))
      end

      def hear
        promotion = @promotion
        return unless promotion.hear

        @promotion = nil
        end_template
        @template = promotion.channel
        @template_pid = promotion.copy
        @template_sockets = promotion.child.sockets
        @template_rights = promotion.child.rights
        say("reforked", name: promotion.child.name, pid: @template_pid, memory_mb: promotion.memory)
      end

      def refuse_promotion(reason)
        promotion = @promotion
        @promotion = nil
        promotion.abandon
        refuse(promotion.child.name, reason)
      end

      def refuse(name, reason)
        say("refused", command: "refork", name: name, reason: ShareMemProxy.text(reason))
        nil
      end

      def end_template
        return if @template.nil?

        @template.close
        @template = nil
        ShareMemProxy.kill_child(@template_pid)
      end

      def fork_from_proxy
        end_template
        say("reforked", pid: PROXY_PID, memory_mb: System.memory_in_mb)
      end

      def lose_template(how)
        complain("The template, pid #{@template_pid}, is lost: #{how}; services fork from the proxy again")
        fork_from_proxy
      end

      # ------------------------------------------------ deaths

      def reap
        loop do
          pid, status = Process.waitpid2(-1, Process::WNOHANG)
          return if pid.nil?

          child = @children[pid]
          bury(child, status.to_i) if child
          lose_template("it ended with status #{status.to_i}") if @template && pid == @template_pid
        end
      rescue Errno::ECHILD
        nil
      end

      def bury(child, status)
        read_report(child) while child.report
        @children.delete(child.pid)
        @inputs.delete(child.pid)
        child.stdin&.abandon
        if child.announced
          @by_name.delete(child.name)
          say("stopped", name: child.name, pid: child.pid, exit_status: status)
        end
        @groups.delete(child.pid) unless @deadline
        asked = @promotion && @promotion.child == child && !@promotion.channel
        refuse_promotion("#{child.name} has ended") if asked
      end

      def stop_all
        refuse_promotion("The proxy ends") if @promotion
        end_template
        @deadline = ShareMemProxy.now + GRACE_SECONDS
        signal_all(Signal.list["TERM"])
        signal_all(Signal.list["CONT"])
      end

      def signal_all(number)
        @children.each_value { |child| child.signal(number) }
        # A leader may be gone while others of its group still tidy up.
        (@groups - @children.keys).each do |group|
          Process.kill(number, -group)
        rescue SystemCallError
          @groups.delete(group)
        end
      end

      def over?
        late = ShareMemProxy.now - @deadline
        if late >= 0 && !@killed
          @killed = true
          signal_all(Signal.list["KILL"])
        elsif @children.empty?
          signal_all(0)
        end
        busy = @children.any? || @groups.any? || @relays.any? || @log.pending? || @statuses.pending?
        !busy || late > LAST_WORDS_SECONDS
      end
    end

    # ---------------------------------------------------------------- the program

    def self.parse(arguments)
      options = { preload: [], warm: [], before_fork: [], after_fork: [], watch_secs: WATCH_SECONDS, refork_secs: REFORK_SECONDS,
                  stdio: false }
      rest = arguments.dup
      parser = parser_of(options)
      parser.order!(rest)
      # One --preload may have several names behind it.
      until rest.empty?
        raise OptionParser::InvalidArgument, rest[0] if options[:preload].empty?

        options[:preload] << rest.shift
        parser.order!(rest)
      end
      options
    rescue OptionParser::ParseError => error
      warn "#{PROGRAM}: #{error.message}; see --help"
      exit 2
    end

    def self.parser_of(options)
      OptionParser.new do |parser|
        parser.on("--preload NAME") { |name| options[:preload] << name }
        parser.on("--warm NAME") { |name| options[:warm] << name }
        parser.on("--before-fork NAME") { |name| options[:before_fork] << name }
        parser.on("--after-fork NAME") { |name| options[:after_fork] << name }
        parser.on("--interpreter FILE") { |file| options[:interpreter] = file }
        parser.on("--keep-exit-handlers") { options[:keep_exit_handlers] = true }
        parser.on("--watch-secs N", Float) { |seconds| options[:watch_secs] = [seconds, 0.0].max }
        parser.on("--refork-secs N", Float) { |seconds| options[:refork_secs] = [seconds, 0.0].max }
        parser.on("--stdio") { options[:stdio] = true }
        parser.on("--help") { print_and_exit(USAGE) }
        parser.on("--version") { print_and_exit("#{PROGRAM} #{VERSION}, protocol #{PROTOCOL}") }
      end
    end

    def self.print_and_exit(text)
      puts text
      exit 0
    end

    # The same pipe, without the flags that it shares with whoever else holds it.
    def self.own_description(stream)
      path = "/proc/self/fd/#{stream.fileno}"
      File.pipe?(path) ? File.open(path, File::WRONLY) : stream.dup
    end

    # The three pipes, none of which a child or a print can reach by its number.
    def self.pipes_of(stdio)
      LineRelay.in_pieces = ENV.delete("_CFK_LOG_PIECES") == "1"
      if stdio
        pipes = [STDIN.dup, own_description(STDOUT), own_description(STDERR)]
        STDIN.reopen(File::NULL)
        STDOUT.reopen(STDERR)
        return pipes
      end
      %w[COMMAND STATUS LOG].zip(%w[r w w]).map do |name, mode|
        pipe = IO.for_fd(Integer(ENV.delete("_CFK_#{name}_FD"), 10), mode)
        pipe.close_on_exec = true
        pipe
      end
    rescue TypeError, ArgumentError, SystemCallError
      warn "This program is started by Control Freak; see --help."
      exit 2
    end

    def self.await_cached_threads
      patience = now + THREAD_CACHE_SECONDS
      sleep 0.05 while System.ruby_threads.empty? && System.other_threads.any? && now < patience
    end

    # Starts this program once more by another interpreter.
    def self.change_interpreter(wanted, arguments)
      return if ENV.delete("_CFK_INTERPRETER") || wanted.nil?

      exec({ "_CFK_INTERPRETER" => "1" }, [wanted, wanted], File.expand_path(__FILE__), *arguments, close_others: false)
    rescue SystemCallError => error
      warn "The interpreter #{wanted} cannot be run: #{error.class.new.message}"
      exit 2
    end

    # The proxy's life; answers with a newborn where the process turned into a child.
    def self.run(arguments)
      options = parse(arguments)
      change_interpreter(options[:interpreter], arguments)
      ensure_environment
      pipes = pipes_of(options[:stdio])
      Sockets.inherit
      added_variables = prepare_process
      Inheritance.before_load(options[:keep_exit_handlers])
      preload_ms = load_application(options)
      await_cached_threads
      proxy = Proxy.new(pipes, added_variables, Watch.new(options[:watch_secs], options[:preload]), options)
      greet(proxy, options, preload_ms, Inheritance.changed_variables(added_variables))
      [proxy.serve, options[:after_fork]]
    end

    def self.greet(proxy, options, preload_ms, environment)
      more = System.can_refork? ? { refork: true } : {}
      proxy.say(
        "ready",
        pid: Process.pid,
        protocol: PROTOCOL,
        runtime: "#{RUBY_ENGINE == "ruby" ? "Ruby" : RUBY_ENGINE} #{RUBY_VERSION}",
        preloaded: options[:preload],
        preload_ms: preload_ms,
        memory_mb: System.memory_in_mb,
        environment: environment.map { |pair| pair.map { |each| each && text(each) } }.to_h,
        input: true,
        rights: true,
        fifos: !options[:stdio],
        **more
      )
      proxy.complain("Without the library fiddle a service may outlive its proxy") unless System::AVAILABLE
      Inheritance.notes("in children").each { |note| proxy.complain(note) }
    end
  end
end

born, after_fork = ControlFreak::ShareMemProxy.run(ARGV)
born&.become_service(after_fork)
