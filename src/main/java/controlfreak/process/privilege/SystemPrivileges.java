package controlfreak.process.privilege;

import controlfreak.model.rights.Limit;
import controlfreak.model.rights.LimitRange;
import controlfreak.model.rights.RunAs;
import controlfreak.process.Account;
import controlfreak.process.LaunchException;
import controlfreak.process.Prelude;
import controlfreak.process.Privileges;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * The privileges of this process on this system. What is known not to work is refused before anything is started. Any
 * thread; a wish for nothing loads no library.
 */
public final class SystemPrivileges implements Privileges {
    private final Accounts accounts = new Accounts();
    private final Supplier<Powers> powers;

    public SystemPrivileges() {
        this(OwnPowers::now);
    }

    SystemPrivileges(Supplier<Powers> powers) {
        this.powers = powers;
    }

    @Override
    public Prelude prelude(RunAs wish) throws LaunchException {
        if (wish.equals(RunAs.PANEL)) {
            return Prelude.NONE;
        }
        Powers own = powers.get();
        Map<Limit, LimitRange> limits = new EnumMap<>(Limit.class);
        for (Map.Entry<Limit, LimitRange> entry : wish.limits().entrySet()) {
            limits.put(entry.getKey(), range(entry.getKey(), entry.getValue(), own));
        }
        return new Prelude(whom(wish, own), number(wish.umask()), limits, nice(wish, own), score(wish, own), List.of());
    }

    @Override
    public Optional<Account> account(RunAs wish) {
        try {
            return wish.namesSomebody() ? Optional.of(find(wish)) : Optional.empty();
        } catch (LaunchException unknown) {
            return Optional.empty();
        }
    }

    private Account find(RunAs wish) throws LaunchException {
        Account user = (wish.user().isPresent() ? accounts.user(wish.user().get()) : accounts.self())
                .orElseThrow(() -> LaunchException.forGood(
                        "There is no user " + wish.user().orElse("with the panel's number") + " on this system."));
        if (wish.group().isEmpty()) {
            return user;
        }
        OptionalLong group = accounts.group(wish.group().get());
        long gid = group.orElseThrow(() ->
                LaunchException.forGood("There is no group " + wish.group().get() + " on this system."));
        List<Long> groups = Accounts.groups(user.name(), (int) gid);
        return new Account(user.name(), user.uid(), gid, groups, user.home(), user.shell());
    }

    /** Nothing is to be done where it runs as the one whom it is to run as. */
    private Optional<Account> whom(RunAs wish, Powers own) throws LaunchException {
        if (!wish.namesSomebody()) {
            return Optional.empty();
        }
        Account wished = find(wish);
        Optional<Account> self = accounts.self();
        boolean isSelf = self.filter(account -> account.uid() == wished.uid() && account.gid() == wished.gid())
                .isPresent();
        if (isSelf) {
            return Optional.empty();
        }
        if (!own.mayChangeUser()) {
            String whom = wish.user()
                    .map(user -> "the user " + user)
                    .orElseGet(() -> "the group " + wish.group().orElse(""));
            throw LaunchException.forGood("The panel runs as "
                    + self.map(Account::name).orElse("another user") + " and may not run anything as " + whom
                    + ". Run the panel as root, or take that away.");
        }
        return Optional.of(wished);
    }

    private static LimitRange range(Limit limit, LimitRange wished, Powers own) throws LaunchException {
        OptionalLong most = Optional.ofNullable(own.limits().get(limit))
                .map(LimitRange::hard)
                .orElse(OptionalLong.empty());
        if (most.isEmpty()) {
            return wished;
        }
        long ownHard = most.getAsLong();
        long hard = wished.hard().orElse(Math.max(ownHard, wished.soft()));
        if (hard > ownHard && !own.mayRaise()) {
            throw LaunchException.forGood("The limit " + limit.word() + " cannot be raised to "
                    + words(Math.max(wished.soft(), wished.hard().orElse(0))) + ": the panel itself has at most "
                    + words(ownHard) + " (ulimit -H).");
        }
        return new LimitRange(wished.soft(), OptionalLong.of(hard));
    }

    private static String words(long value) {
        return value == LimitRange.UNLIMITED ? "unlimited" : Long.toString(value);
    }

    /** RLIMIT_NICE says down to where one may go without a capability, see getrlimit(2). */
    private static OptionalInt nice(RunAs wish, Powers own) throws LaunchException {
        long most = Optional.ofNullable(own.limits().get(Limit.NICE))
                .map(LimitRange::soft)
                .orElse(0L);
        long lowest = most == LimitRange.UNLIMITED ? RunAs.MIN_NICE : 20 - most;
        if (wish.nice().filter(nice -> nice < own.nice() && nice < lowest).isPresent() && !own.mayHurry()) {
            throw LaunchException.forGood("The niceness cannot be lowered to "
                    + wish.nice().get() + ": that takes root's privileges. The panel's own is " + own.nice() + ".");
        }
        return number(wish.nice());
    }

    private static OptionalInt score(RunAs wish, Powers own) throws LaunchException {
        Optional<Integer> score = wish.oomScoreAdj();
        if (score.filter(value -> value < 0 && value < own.oomScoreAdj()).isPresent() && !own.mayRaise()) {
            throw LaunchException.forGood("The out-of-memory score cannot be lowered to " + score.get()
                    + ": that takes root's privileges. The panel's own is " + own.oomScoreAdj() + ".");
        }
        return number(score);
    }

    private static OptionalInt number(Optional<Integer> value) {
        return value.map(OptionalInt::of).orElseGet(OptionalInt::empty);
    }
}
