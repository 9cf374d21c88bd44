# frozen_string_literal: true

# The births and deaths of children.

module ControlFreak
  module ShareMemProxy
    # How long Ruby may try where the system makes no process.
    FORK_SECONDS = 3

    # The part of a proxy that forks its children, or has a template do so, and buries them.
    module Births
      private

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

        # Until it has reported, which it does only once its parent has ended.
        System.adopt_orphans(true)
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
        leave_orphans
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
    end
  end
end
