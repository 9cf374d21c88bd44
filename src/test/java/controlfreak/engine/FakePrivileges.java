package controlfreak.engine;

import controlfreak.model.rights.RunAs;
import controlfreak.process.Account;
import controlfreak.process.LaunchException;
import controlfreak.process.Prelude;
import controlfreak.process.Privileges;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Knows one user, as whom nothing may be run where that is so set. */
final class FakePrivileges implements Privileges {
    private static final Account MAIL = new Account("mail", 8, 8, List.of(8L), "/var/mail", "/bin/false");

    boolean mayChangeUser = true;

    @Override
    public Prelude prelude(RunAs wish) throws LaunchException {
        if (wish.equals(RunAs.PANEL)) {
            return Prelude.NONE;
        }
        if (wish.namesSomebody() && !mayChangeUser) {
            throw LaunchException.forGood("The panel may not.");
        }
        return new Prelude(
                account(wish),
                wish.umask().map(OptionalInt::of).orElseGet(OptionalInt::empty),
                wish.limits(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                List.of());
    }

    @Override
    public Optional<Account> account(RunAs wish) {
        return wish.user().filter(MAIL.name()::equals).map(name -> MAIL);
    }
}
