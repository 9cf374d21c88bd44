package controlfreak.ui.main;

import controlfreak.ui.main.menu.LogFields;
import controlfreak.ui.main.menu.Pages;
import controlfreak.ui.main.menu.WindowCommands;
import controlfreak.ui.main.table.RowChoice;
import controlfreak.ui.outside.Outside;
import java.util.List;

/** A window that shows nothing. */
public final class WindowStandIn implements WindowCommands, Pages {
    Outside outside = Outside.NONE;
    List<RowChoice> offered = List.of();

    @Override
    public Pages pages() {
        return this;
    }

    @Override
    public void filter() {}

    @Override
    public LogFields log() {
        return LogFields.NONE;
    }

    @Override
    public void pane(String id) {}

    @Override
    public void sampleNow() {}

    @Override
    public void nextFailure() {}

    @Override
    public void instances() {}

    @Override
    public void signal() {}

    @Override
    public void choose(List<RowChoice> choices) {
        offered = choices;
    }

    @Override
    public Outside outside() {
        return outside;
    }

    @Override
    public void expandAll(boolean expanded) {}

    @Override
    public void palette() {}

    @Override
    public void keys() {}

    @Override
    public void settings() {}

    @Override
    public void changeKeys() {}

    @Override
    public void about() {}
}
