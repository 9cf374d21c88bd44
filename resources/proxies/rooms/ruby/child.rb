# frozen_string_literal: true

# A child as its parent sees it.

module ControlFreak
  module ShareMemProxy
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
  end
end
