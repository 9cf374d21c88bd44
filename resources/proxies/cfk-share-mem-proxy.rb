#!/usr/bin/env ruby
# frozen_string_literal: true

# A proxy of Control Freak for Ruby: loads an application once, then forks services from it on command.

require "json"
require "optparse"
require "rbconfig"
require "set"
require "shellwords"

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
    WATCH_SECONDS = 5.0
    # A look may cost this part of the time, however many files there are.
    WATCH_SHARE = 1.0 / 200
    FILES_NAMED = 10
    PROGRAM = File.basename(__FILE__)
    # Where the second start of the interpreter finds what the first has added to the environment.
    ADDED_VARIABLES = "_CFK_ADDED"

    USAGE = <<~END_OF_USAGE
      usage: cfk-share-mem-proxy.rb [--preload LIBRARY_OR_FILE...]... [--warm Module.method]...
                                    [--before-fork Module.method]... [--watch-secs N]
                                    [--stdio] [--version] [--help]

      Loads an application once and forks services from it, so that all of them share one copy of it in memory.
      Control Freak starts this program; its commands come over a pipe.

        --preload      libraries (set, rack/builder) or files (shop.rb, config/environment); what a loader of
                       Rails or Zeitwerk would load late is loaded at once
        --warm         a method that fills caches, called once after loading
        --before-fork  a method that closes what must not be shared, called once after that
        --watch-secs   how often to look whether loaded files have changed (5); 0: never
        --stdio        commands on 0, statuses on 1, logs on 2; for a proxy behind ssh

      how to prepare an application:
        Where it has a Gemfile, let the command be `bundle exec cfk-share-mem-proxy.rb ...`, so that its gems and
        not those of this program are taken.
        Load everything in the proxy that the workers need, also what `autoload` would load late: a worker
        that loads it has it for itself alone.
        Give --warm a method that serves a few hundred made-up requests: what is filled on first use (caches,
        compiled templates, late loads) is then filled once, before the fork.
        Give --before-fork a method that closes what must not be shared: database connections, sockets, files.
        A child keeps no descriptor but 0, 1 and 2: what is still open leads to /dev/null there. Connect in the worker.
        Start no thread before the fork: it would vanish in the child with its work half done, and so the proxy
        refuses to fork while it has more than one. Timeout, the reaper of Active Record (reaping_frequency: null
        prevents it) and older versions of Concurrent Ruby start one each; --before-fork may end them.
        Install signal handlers in the worker: a child starts with those of a fresh interpreter.
        A Random that was made before the fork gives the same numbers in each child; Kernel#rand does not.
        What the proxy has registered with at_exit does not run in a child; what the worker has registered does.
        Finalizers do not: remove temporary files by hand.
        The proxy lets the heap grow in small steps (RUBY_GC_HEAP_GROWTH_FACTOR and its kin), because each
        worker pays for the steps; variables that you set yourself stay as they are.

      commands of services:
        worker.rb ARGS            the file, by `load`, inside the forked interpreter; __FILE__ == $0 holds,
                                  DATA does not exist
        ruby worker.rb ARGS       the same, for a file of any name
        Module::Name.method ARGS  calls the method with the arguments; it may `exit` with a code
        anything else             is executed as a program of its own: it shares nothing

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
      when Failure then error.message
      # These name Ruby's own function behind the reason.
      when SystemCallError then error.message.sub(/ @ \w+/, "").sub(/\ANo such file or directory(?: -)?/, "No such file:")
      else "#{error.class}: #{error.message}"
      end
    end

    def self.text(bytes)
      bytes.dup.force_encoding(Encoding::UTF_8).scrub
    end

    # ---------------------------------------------------------------- the system

    # Functions of the C library that Ruby does not offer; each does nothing where it cannot be called.
    module System
      PR_SET_PDEATHSIG = 1
      PR_SET_NAME = 15
      PR_SET_THP_DISABLE = 41
      SIG_SETMASK = 2
      SIGNAL_SET_SIZE = 128
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

      def self.trim_heap
        call("malloc_trim", [Fiddle::TYPE_LONG], 0) if AVAILABLE
      end

      def self.block_signals
        mask_signals("\xff".b * SIGNAL_SET_SIZE)
      end

      def self.unblock_signals
        mask_signals("\0".b * SIGNAL_SET_SIZE)
      end

      def self.mask_signals(set)
        return unless AVAILABLE

        pointer = Fiddle::TYPE_VOIDP
        call("pthread_sigmask", [Fiddle::TYPE_INT, pointer, pointer], SIG_SETMASK, set, nil)
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
      if path.nil?
        require reference
      elsif path.end_with?(".rb")
        # By its full name, so that a worker's require finds it loaded.
        require File.expand_path(path)
      else
        load File.expand_path(path)
      end
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
      $LOAD_PATH.unshift(*[Dir.pwd, File.join(Dir.pwd, "lib")].select { |folder| File.directory?(folder) })
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
        start = ShareMemProxy.now
        return false if @period.zero? || start < @due

        before = @changed
        @changed = @files.reject { |path, loaded| fingerprint(path) == loaded }.keys.sort
        finish = ShareMemProxy.now
        @due = finish + [@period, (finish - start) / WATCH_SHARE].max
        @changed != before
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
      attr_reader :io, :backlog, :broken

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

      def flush
        while pending?
          written = @io.write_nonblock(@backlog.byteslice(0, PIPE_READ), exception: false)
          return if written == :wait_writable

          @backlog.slice!(0, written)
        end
      rescue SystemCallError, IOError
        @broken = true
        @backlog.clear
      end
    end

    # Turns what a child prints into whole lines with the child's name before them.
    class LineRelay
      attr_reader :io

      def initialize(io, stream, name)
        @io = io
        @prefix = "#{stream}:#{name}:".b
        @rest = "".b
      end

      # The next lines, ready for the log pipe; nil at the end.
      def read
        data = @io.read_nonblock(PIPE_READ, exception: false)
        return "" if data == :wait_readable
        return if data.nil?

        *lines, rest = (@rest + data).split("\n", -1)
        *of_rest, @rest = cut(rest)
        (lines.flat_map { |line| cut(line) } + of_rest).map { |piece| "#{@prefix}#{piece}\n" }.join
      end

      def last
        @rest.empty? ? "" : "#{@prefix}#{@rest}\n"
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

      def self.of(cmd)
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

    # A start command, checked.
    class Order
      attr_reader :name, :plan, :cwd, :env, :ignore_stdout, :ignore_stderr, :new_session

      def initialize(command)
        @name = command["name"]
        @cwd = command["cwd"]
        @env = command["env"] || {}
        @ignore_stdout = true?(command["ignore_stdout"])
        @ignore_stderr = true?(command["ignore_stderr"])
        @new_session = !true?(command["no_new_session"])
        raise Failure, "The environment is no object" unless @env.is_a?(Hash)

        @plan = plan_of(command["cmd"])
      end

      # The protocol's 0 is true to Ruby.
      def true?(value)
        ![nil, false, 0, "", "0"].include?(value)
      end

      def plan_of(cmd)
        words = cmd.is_a?(String) ? [cmd] : cmd
        unless words.is_a?(Array) && words.all? { |word| word.is_a?(String) }
          raise Failure, "The command is neither a text nor a list of texts"
        end
        raise Failure, "The command is empty" if words.empty? || words[0].strip.empty?

        Plan.of(cmd)
      rescue ArgumentError => error
        raise Failure, error.message
      end
    end

    # ---------------------------------------------------------------- the child

    # A newborn child on its way from the proxy's memory to the worker's first line.
    class Newborn
      # The interpreter answers these itself, and lets nobody change it.
      RESERVED_SIGNALS = %w[EXIT KILL STOP SEGV BUS ILL FPE VTALRM].freeze

      def initialize(order, report)
        @order = order
        @report = report
      end

      # The first steps: nothing of the proxy stays.
      def settle(parent, out, err, proxys_handles, left_open, added_variables)
        Process.setsid if @order.new_session
        System.prctl(System::PR_SET_PDEATHSIG, Signal.list["KILL"])
        exit!(127) if Process.ppid != parent
        System.prctl(System::PR_SET_NAME, "#{@order.name}\0")
        STDIN.reopen(File::NULL)
        STDOUT.reopen(@order.ignore_stdout ? File.open(File::NULL, "w") : out)
        STDERR.reopen(@order.ignore_stderr ? File.open(File::NULL, "w") : err)
        close_all(proxys_handles + [out, err], in_interpreter? ? left_open : [])
        set_environment(added_variables)
        reset_signals
      rescue StandardError => error
        give_up(error)
      end

      # The rest of a child's life. What fails before the worker's first own step goes to the report pipe.
      def become_service
        work = prepare_work
        reset_interpreter
        end_without_the_proxy
        @report.close
        work.call
      end

      private

      def in_interpreter?
        @order.plan.kind != :exec
      end

      # What the application has left open stays, pointing to nothing: an object believes to own the number, and
      # would one day close there what the worker has opened.
      def close_all(own, left_open)
        own.each(&:close)
        (System.open_descriptors - [0, 1, 2, @report.fileno]).each do |fd|
          handle = System.handle(fd)
          next if handle.nil?

          next handle.reopen(File::NULL) if left_open.include?(fd)

          # Without it only the object would be closed.
          handle.autoclose = true
          handle.close
        end
      end

      def set_environment(added_variables)
        added_variables.each { |name| ENV.delete(name) }
        own = { "CONTROL_FREAK_ENABLED" => "1", "CONTROL_FREAK_SERVICE" => @order.name }
        @order.env.merge(own).each { |name, value| ENV[name] = value.nil? ? nil : value.to_s }
      end

      # The dispositions of a fresh interpreter; exec leaves those of a fresh program of them.
      def reset_signals
        (Signal.list.keys - RESERVED_SIGNALS).each do |name|
          trap(name, "DEFAULT")
        rescue ArgumentError, SystemCallError
          next
        end
        System.unblock_signals
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
        give_up(error)
      end

      def enter(folder)
        Dir.chdir(folder)
      rescue SystemCallError => error
        raise Failure, "Cannot enter the working folder #{folder}: #{error.class.new.message}"
      end

      def method_of(reference)
        method = ShareMemProxy.resolve(reference)
        -> { method.call(*ARGV) }
      end

      def file_of(name)
        # The name as the operator wrote it.
        raise Failure, "No such file: #{name}" unless File.exist?(name)
        raise Failure, "Is a directory: #{name}" if File.directory?(name)

        File.open(name).close
        path = File.expand_path(name)
        @title = path
        -> { load path }
      end

      def reset_interpreter
        ARGV.replace(@order.plan.words.drop(1))
        $PROGRAM_NAME = @title || @order.plan.words[0]
        # The application may have chosen a seed, which all children would share.
        Random.srand
        [STDOUT, STDERR].each { |stream| stream.sync = true }
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
        flush_all
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

      # Files too: at the end of a program their buffers are written.
      def flush_all
        ShareMemProxy.flush_output
        ObjectSpace.each_object(IO) do |io|
          io.flush
        rescue IOError, SystemCallError
          next
        end
      end

      def give_up(error)
        reason = ShareMemProxy.reason_of(error)
        @report.write(reason.byteslice(0, 4096))
        @report.flush
      ensure
        exit!(127)
      end
    end

    # ---------------------------------------------------------------- the proxy

    # A child as its parent sees it.
    class Child
      attr_reader :name, :pid, :leads_group, :failure
      attr_accessor :report, :announced

      def initialize(order, pid, report)
        @name = order.name
        @pid = pid
        @leads_group = order.new_session
        @report = report
        @failure = "".b
        @announced = false
        @held_signals = []
      end

      def signal(number)
        unless @announced || number == Signal.list["KILL"]
          # Until then it may still be in the proxy's own group, with the proxy's handlers.
          @held_signals << number
          return
        end
        Process.kill(number, @announced && @leads_group ? -@pid : @pid)
      rescue Errno::ESRCH
        nil
      rescue Errno::EPERM
        raise Failure, "#{@name} may not be signalled"
      end

      def release_signals
        @held_signals.each { |number| signal(number) }
      end
    end

    # The parent of all services.
    class Proxy
      NAME = /\A[\w.-]+\z/.freeze
      VERBS = %w[start stop signal refork shutdown].freeze

      def initialize(pipes, added_variables, left_open, watch)
        commands, statuses, log = pipes
        @commands = CommandReader.new(commands)
        @statuses = PipeWriter.new(statuses, STATUS_LIMIT)
        @log = PipeWriter.new(log, LOG_LIMIT)
        @added_variables = added_variables
        @left_open = left_open
        @watch = watch
        @children = {}
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

      def name_left_open
        @left_open.sort.each do |fd|
          target = File.exist?("/proc/self/fd/#{fd}") ? File.readlink("/proc/self/fd/#{fd}") : "?"
          complain("Descriptor #{fd} is open and leads nowhere in children: #{target}")
        end
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
        writers = [@statuses, @log].select(&:pending?).map { |writer| [writer.io, writer] }.to_h
        readable, writable = IO.select(readers.keys, writers.keys, nil, timeout)
        writable&.each { |io| writers[io].flush }
        readable&.each { |io| readers[io].call }
      end

      def readers_by_io
        readers = { @wake => -> { @wake.read_nonblock(PIPE_READ, exception: false) } }
        # One command at a time: exits and output come between the commands of a burst.
        readers[@commands.io] = method(:read_commands) if !@deadline && @commands.lines.empty? && !@statuses.full?
        @children.each_value { |child| readers[child.report] = -> { read_report(child) } if child.report }
        @relays.each { |relay| readers[relay.io] = -> { relay(relay) } } unless @log.full?
        readers
      end

      def timeout
        return 0.02 if @deadline

        @commands.lines.any? ? 0 : @watch.timeout
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
        rescue Failure => error
          complain("Ignored, #{verb}: #{error.message}")
          nil
        end
      end

      def parse(line)
        command = JSON.parse(line.dup.force_encoding(Encoding::UTF_8))
        return command if command.is_a?(Hash) && command["command"].is_a?(String)

        raise Failure
      rescue JSON::JSONError, Failure, ArgumentError, EncodingError
        complain("Ignored, no command: #{line.byteslice(0, 200)}")
        nil
      end

      def command_start(command)
        name = command["name"]
        raise Failure, "A name consists of letters, digits, _ . -" unless name.is_a?(String) && NAME.match?(name)
        raise Failure, "#{name} runs already, pid #{@by_name[name].pid}" if @by_name[name]

        refuse_threads
        start(Order.new(command))
      rescue Failure, SystemCallError => error
        say("failed", name: name, reason: ShareMemProxy.text(ShareMemProxy.reason_of(error)))
        nil
      end

      def command_stop(command)
        child_of(command).signal(signal_number(command["signal"] || "TERM"))
        nil
      end

      def command_signal(command)
        child_of(command).signal(signal_number(command["signal"]))
        nil
      end

      def command_refork(command)
        reason = "Ruby has no way to copy a worker that is in the midst of its work"
        say("refused", command: "refork", name: command["name"], reason: reason)
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
        number = name.is_a?(Integer) ? name : Signal.list[name.to_s.delete_prefix("SIG")]
        raise Failure, "Unknown signal: #{name}" unless number && number.positive? && Signal.list.value?(number)

        number
      end

      def refuse_threads
        others = System.other_threads
        named = System.ruby_threads
        count = [others.size, named.size].max
        return if count.zero?

        names = (named.empty? ? others : named).join(", ")
        raise Failure, "The proxy has #{count + 1} threads and a child would have one: #{names}"
      end

      # ------------------------------------------------ births

      def start(order)
        pipes = []
        3.times { pipes << IO.pipe }
        (report, report_end), (out, out_end), (err, err_end) = pipes
        ShareMemProxy.flush_output
        # Until the child has its own handlers a signal must not run the proxy's in it.
        System.block_signals
        parent = Process.pid
        pid = fork
        return born(order, report_end, parent, out_end, err_end, [report, out, err]) if pid.nil?

        System.unblock_signals
        [report_end, out_end, err_end].each(&:close)
        @relays << LineRelay.new(out, "out", order.name) << LineRelay.new(err, "err", order.name)
        @children[pid] = @by_name[order.name] = Child.new(order, pid, report)
        nil
      rescue SystemCallError
        System.unblock_signals
        pipes.flatten.each(&:close)
        raise
      end

      def born(order, report, parent, out, err, proxys_ends)
        newborn = Newborn.new(order, report)
        newborn.settle(parent, out, err, handles + proxys_ends, @left_open, @added_variables)
        newborn
      end

      def handles
        own = [@commands.io, @statuses.io, @log.io, @wake, @wake_end]
        own + @children.values.map(&:report).compact + @relays.map(&:io)
      end

      def read_report(child)
        data = child.report.read_nonblock(PIPE_READ, exception: false)
        return if data == :wait_readable
        return child.failure << data if data

        child.report.close
        child.report = nil
        child.failure.empty? ? announce(child) : fail_to_start(child)
      end

      def fail_to_start(child)
        @by_name.delete(child.name)
        say("failed", name: child.name, reason: ShareMemProxy.text(child.failure))
      end

      def announce(child)
        child.announced = true
        @groups << child.pid if child.leads_group
        say("started", name: child.name, pid: child.pid, exit_status: nil)
        child.release_signals
      end

      # ------------------------------------------------ deaths

      def reap
        loop do
          pid, status = Process.waitpid2(-1, Process::WNOHANG)
          return if pid.nil?

          child = @children[pid]
          bury(child, status.to_i) if child
        end
      rescue Errno::ECHILD
        nil
      end

      def bury(child, status)
        read_report(child) while child.report
        @children.delete(child.pid)
        if child.announced
          @by_name.delete(child.name)
          say("stopped", name: child.name, pid: child.pid, exit_status: status)
        end
        @groups.delete(child.pid) unless @deadline
      end

      def stop_all
        @deadline = ShareMemProxy.now + GRACE_SECONDS
        signal_all(Signal.list["TERM"])
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
      options = { preload: [], warm: [], before_fork: [], watch_secs: WATCH_SECONDS, stdio: false }
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
        parser.on("--watch-secs N", Float) { |seconds| options[:watch_secs] = [seconds, 0.0].max }
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

    # The proxy's life; answers with a newborn where the process turned into a child.
    def self.run(arguments)
      options = parse(arguments)
      ensure_environment
      pipes = pipes_of(options[:stdio])
      added_variables = prepare_process
      before = System.open_descriptors
      preload_ms = load_application(options)
      left_open = System.open_descriptors - before
      await_cached_threads
      proxy = Proxy.new(pipes, added_variables, left_open, Watch.new(options[:watch_secs], options[:preload]))
      greet(proxy, options, preload_ms)
      proxy.serve
    end

    def self.greet(proxy, options, preload_ms)
      proxy.say(
        "ready",
        pid: Process.pid,
        protocol: PROTOCOL,
        runtime: "#{RUBY_ENGINE == "ruby" ? "Ruby" : RUBY_ENGINE} #{RUBY_VERSION}",
        preloaded: options[:preload],
        preload_ms: preload_ms,
        memory_mb: System.memory_in_mb
      )
      proxy.complain("Without the library fiddle a service may outlive its proxy") unless System::AVAILABLE
      proxy.name_left_open
    end
  end
end

born = ControlFreak::ShareMemProxy.run(ARGV)
born&.become_service
