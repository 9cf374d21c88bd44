# frozen_string_literal: true

# A newborn child on its way from the proxy's memory to the worker's first line, and its end.

module ControlFreak
  module ShareMemProxy
    LAST_WORDS_SECONDS = 1.0

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
        kept = [[STDOUT, out], [STDERR, err]].filter_map { |stream, pipe| lead(stream, pipe, FIRST_SOCKET + given.size) }
        (proxys_handles + [out, err, stdin].compact).each(&:close)
        Inheritance.settle_descriptors([@report.fileno, *copies, *kept], in_interpreter?, true)
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

      # Has a standard stream lead to a pipe, and answers with what is to stay open for it. A pipe that can be read from, too, keeps
      # a reader that way. The stream itself is for writing alone: asyncio, for one, takes another for closed as soon as something
      # is in it.
      def lead(stream, pipe, beyond)
        if pipe.fcntl(Fcntl::F_GETFL) & Fcntl::O_ACCMODE == IO::RDWR
          begin
            File.open("/proc/self/fd/#{pipe.fileno}", IO::WRONLY) { |writer| stream.reopen(writer) }
            return pipe.fcntl(Fcntl::F_DUPFD, beyond)
          rescue SystemCallError
            nil
          end
        end
        stream.reopen(pipe)
        nil
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
          cause.set_backtrace(frames.take_while { |frame| !frame.start_with?(__dir__) }) if frames
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
  end
end
