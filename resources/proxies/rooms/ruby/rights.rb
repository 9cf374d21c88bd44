# frozen_string_literal: true

# As whom a forked child runs, and how much it may take.

require "etc"
require "rbconfig"

module ControlFreak
  module ShareMemProxy
    class Rights
      HELP = <<~TEXT
        as whom a service runs, and how much it may take (fields of the command that starts it):
          "user", "group"   names or numbers; with the user's groups. Needs root. The variables HOME, USER, LOGNAME and
                            SHELL are in "env", where they are to change
          "umask"           such as "0027"
          "limits"          {"nofile": [soft, hard]} by the words of limits.conf; -1 is unlimited, a hard one of null is
                            left
          "nice"            -20 to 19
          "oomScoreAdj"     -1000 to 1000
          They are taken in the child before its first own step, and what cannot be had is refused. Code that was loaded
          before the fork was loaded as the proxy's own user. The umask is of no account to a refork: else a template
          serves only services that have the same of all these as its worker.
      TEXT

      # By their numbers on Linux, see getrlimit(2).
      LIMITS = %w[cpu fsize data stack core rss nproc nofile memlock as locks sigpending msgqueue nice rtprio rttime].freeze
      SCORE = "/proc/self/oom_score_adj"
      LINUX = RbConfig::CONFIG["host_os"].include?("linux")

      LARGEST = 10**18

      # What is wrong with what a start command asks for, in a sentence for people; nil where nothing is.
      def self.problem(command)
        user, group, umask, limits, nice, score = command.values_at("user", "group", "umask", "limits", "nice", "oomScoreAdj")
        { "user" => user, "group" => group }.each do |word, name|
          return "The #{word} is neither a name nor a number" unless name.nil? || name?(name) || whole?(name, 0)
        end
        unless umask.nil? || (umask.is_a?(String) && umask.match?(/\A0?[0-7]{1,3}\z/))
          return "The umask is not such as \"0027\""
        end
        return "The limits are no object" unless limits.nil? || limits.is_a?(Hash)

        wrong = limits.to_h.keys.sort.find { |word| !range?(limits[word]) }
        return "The limit #{wrong} is no list of two numbers" if wrong
        return "The niceness is no whole number from -20 to 19" unless nice.nil? || whole?(nice, -20, 19)
        return if score.nil? || whole?(score, -1000, 1000)

        "The out-of-memory score is no whole number from -1000 to 1000"
      end

      def self.name?(value)
        value.is_a?(String) && value.match?(/\A[^\0]+\z/)
      end

      def self.whole?(value, least = -LARGEST, most = LARGEST)
        value.is_a?(Integer) && value.between?(least, most)
      end

      def self.range?(value)
        value.is_a?(Array) && value.size == 2 && whole?(value[0], -1) && (value[1].nil? || whole?(value[1], -1))
      end

      # Of a command without a problem.
      def initialize(command)
        @umask, @nice, @score = command.values_at("umask", "nice", "oomScoreAdj")
        @user, @group = command.values_at("user", "group").map { |name| name&.to_s }
        @limits = command["limits"] || {}
      end

      # What a template has once and for all.
      def lasting
        [@user, @group, @limits, @nice, @score]
      end

      # In a child whose standard streams are as they are to be. True where it has become somebody else.
      def take
        @limits.each { |word, (soft, hard)| take_limit(word, soft, hard) }
        take_score if @score
        take_niceness if @nice
        changes = (@user || @group) && become(*account)
        File.umask(@umask.to_i(8)) if @umask
        changes
      end

      private

      def take_limit(word, soft, hard)
        resource = LINUX ? LIMITS.index(word) : word.upcase
        own = Process.getrlimit(resource).last
        soft, hard = [soft, hard].map { |value| value == -1 ? Process::RLIM_INFINITY : value }
        hard ||= [own, soft].max
        Process.setrlimit(resource, soft, hard)
      rescue ArgumentError, TypeError
        raise Refusal, "The limit #{word} cannot be set on this system"
      rescue SystemCallError
        hard, own = [hard, own].map { |value| value == Process::RLIM_INFINITY ? "unlimited" : value }
        raise Refusal, "The limit #{word} cannot be raised to #{hard}: the proxy itself has at most #{own} (ulimit -H)"
      end

      def take_score
        own = File.read(SCORE).strip
        File.write(SCORE, @score.to_s)
      rescue Errno::EACCES
        raise Refusal, "The out-of-memory score cannot be lowered to #{@score}: that takes root's privileges. " \
                       "The proxy's own is #{own}"
      rescue SystemCallError => error
        raise Refusal, "The out-of-memory score could not be set: #{error.class.new.message}"
      end

      def take_niceness
        own = Process.getpriority(Process::PRIO_PROCESS, 0)
        Process.setpriority(Process::PRIO_PROCESS, 0, @nice)
      rescue SystemCallError
        raise Refusal, "The niceness cannot be lowered to #{@nice}: that takes root's privileges. The proxy's own is #{own}"
      end

      # The name, the user's number and the group's.
      def account
        user = @user ? named(:getpwnam, @user) || numbered(:getpwuid, @user) : numbered(:getpwuid, Process.euid.to_s)
        raise Refusal, "There is no user #{@user || "with the proxy's number"} on this system" unless user
        return [user.name, user.uid, @user ? user.gid : Process.egid] unless @group

        gid = named(:getgrnam, @group)&.gid || (number?(@group) && @group.to_i)
        raise Refusal, "There is no group #{@group} on this system" unless gid

        [user.name, user.uid, gid]
      end

      def named(function, name)
        Etc.public_send(function, name)
      rescue ArgumentError
        nil
      end

      def numbered(function, number)
        number?(number) ? Etc.public_send(function, number.to_i) : nil
      rescue ArgumentError
        nil
      end

      def number?(name)
        name.match?(/\A[0-9]{1,9}\z/)
      end

      def become(name, uid, gid)
        return false if uid == Process.euid && gid == Process.egid

        Process.initgroups(name, gid)
        # Who may open /dev/stderr anew.
        [0, 1, 2].map { |fd| "/dev/fd/#{fd}" }.each { |path| File.chown(uid, gid, path) if File.pipe?(path) }
        Process::Sys.setgid(gid)
        Process::Sys.setuid(uid)
        true
      rescue Errno::EPERM
        own = Etc.getpwuid(Process.euid).name
        whom = @user ? "the user #{@user}" : "the group #{@group}"
        raise Refusal, "The proxy runs as #{own} and may not run anything as #{whom}. Run it as root, or take that away"
      end
    end
  end
end
