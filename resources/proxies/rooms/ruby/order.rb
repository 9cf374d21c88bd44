# frozen_string_literal: true

# A start command, checked.

module ControlFreak
  module ShareMemProxy
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
  end
end
