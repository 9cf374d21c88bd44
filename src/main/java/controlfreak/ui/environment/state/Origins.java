package controlfreak.ui.environment.state;

import controlfreak.model.EffectiveEnvironment.Setting;
import controlfreak.model.FileVariables;
import controlfreak.model.Origin;
import controlfreak.ui.fx.Texts;

/** Says where a variable comes from. Any thread. */
public final class Origins {
    private Origins() {}

    /** @param level the one that is shown */
    static String of(EnvironmentRow row, Origin level) {
        return row.file()
                .map(Origins::inWords)
                .or(() -> row.origin()
                        .map(origin -> origin == level
                                ? Texts.text("env.origin.own." + origin)
                                : Texts.text("env.origin." + origin)))
                .orElseGet(() -> Texts.text("env.origin.gone"));
    }

    public static String inWords(Setting setting) {
        return setting.file().map(Origins::inWords).orElseGet(() -> Texts.text("env.origin." + setting.origin()));
    }

    private static String inWords(FileVariables.Place place) {
        return Texts.text("env.origin.file", place.file().getFileName(), place.line());
    }
}
