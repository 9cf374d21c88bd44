# frozen_string_literal: true

# How a warmed-up worker becomes the template that later services fork from.

require "json"
require "socket"

module ControlFreak
  module ShareMemProxy
    # The part of a proxy that has another process fork for it, or no other again.
    module Refork
      private

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

        # Copies of a worker, whose parent ends at once, become children of the proxy by it.
        raise Failure, "The system lets no process adopt the children of its children" unless System.adopt_orphans(true)

        @listener ||= UNIXServer.new(REFORK_ADDRESS)
        Promotion.new(child, @refork_seconds)
      end

      # Whoever started the proxy may know what the orphans of services are, and what their end means: the proxy does not.
      def leave_orphans
        System.adopt_orphans(false) if @listener && @unborn.empty? && !@promotion
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
        leave_orphans
        say("reforked", name: promotion.child.name, pid: @template_pid, memory_mb: promotion.memory)
      end

      def refuse_promotion(reason)
        promotion = @promotion
        @promotion = nil
        promotion.abandon
        leave_orphans
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
    end
  end
end
