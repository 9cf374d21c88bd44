# frozen_string_literal: true

# What Ruby does not offer of the system, and facts of processes.

require "rbconfig"

module ControlFreak
  module ShareMemProxy
    PROXY_PID = Process.pid
    # Marks all that belongs to the proxy itself.
    PROXY_RUN = ENV["CONTROL_FREAK_RUN"]
    # In the midst of the real-time signals, where hardly anybody takes one.
    REFORK_SIGNAL = 50

    def self.now
      Process.clock_gettime(Process::CLOCK_MONOTONIC)
    end

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

      # Whether orphans of its children become children of this process, and not of whoever else takes them. False where not.
      def self.adopt_orphans(whether)
        prctl(PR_SET_CHILD_SUBREAPER, whether ? 1 : 0)&.zero?
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

    def self.die_with(parent)
      System.prctl(System::PR_SET_PDEATHSIG, Signal.list["KILL"])
      exit!(127) if Process.ppid != parent
    end

    # Kills what is a child of this process, and nobody else who may have the number by now.
    def self.kill_child(pid)
      Process.kill("KILL", pid) if System.facts_of(pid)["PPid"].to_i == Process.pid
    rescue Errno::ESRCH
      nil
    end

    def self.refuse_threads(whose)
      others = System.other_threads
      named = System.ruby_threads
      count = [others.size, named.size].max
      return if count.zero?

      names = (named.empty? ? others : named).join(", ")
      raise Failure, "#{whose} has #{count + 1} threads and a child would have one: #{names}"
    end
  end
end
