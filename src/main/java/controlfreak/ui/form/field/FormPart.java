package controlfreak.ui.form.field;

import controlfreak.model.ServiceSpec;
import java.util.List;

/** Some fields of a service's form that belong together. FX thread only. */
public interface FormPart {
    /** All texts that it can come to show. */
    List<TextInput> inputs();

    /** Those that are needed as the rest of it is chosen, and so must be right. */
    default List<TextInput> needed() {
        return inputs();
    }

    /** Whether it says something else than the service did. */
    boolean changed();

    /** Tells of every edit that changes what is needed. */
    default void onChoice(Runnable chosen) {}

    /** Shows what a service says instead, as if it had been typed. */
    void show(ServiceSpec service);

    /**
     * Writes what was typed into a service.
     *
     * @throws IllegalArgumentException where one of the inputs has a problem
     */
    void fill(ServiceSpec.Draft service);
}
