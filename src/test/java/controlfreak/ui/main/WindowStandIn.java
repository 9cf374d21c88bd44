package controlfreak.ui.main;

import controlfreak.ui.main.menu.Pages;
import controlfreak.ui.main.menu.WindowCommands;

/** A window that shows nothing. */
public final class WindowStandIn implements WindowCommands, Pages {
    @Override
    public Pages pages() {
        return this;
    }

    @Override
    public void filter() {}

    @Override
    public void find() {}

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
