package controlfreak.ui;

import static controlfreak.testing.Fx.onFx;
import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.ui.fx.Texts;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javafx.fxml.FXML;
import javafx.fxml.FXMLLoader;
import javafx.fxml.LoadException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.testfx.api.FxToolkit;

/** Every FXML file belongs to the class of its own name, has all that the class asks for, and loads. */
class ViewFilesTest {
    private static final Path RESOURCES = Path.of("resources");

    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(RESOURCES.resolve("controlfreak/ui"))) {
            return files.filter(file -> file.toString().endsWith(".fxml"))
                    .map(RESOURCES::relativize)
                    .sorted()
                    .toList();
        }
    }

    @BeforeAll
    static void start() throws TimeoutException {
        FxToolkit.registerPrimaryStage();
    }

    @ParameterizedTest
    @MethodSource("files")
    void loads(Path file) throws ReflectiveOperationException {
        String name = file.toString().replaceFirst("\\.fxml$", "").replace('/', '.');
        Object view = withoutConstructor(Class.forName(name));
        onFx(() -> load(file, view));
        for (Field field : view.getClass().getDeclaredFields()) {
            if (field.isAnnotationPresent(FXML.class)) {
                field.setAccessible(true);
                assertThat(field.get(view)).as(field.getName()).isNotNull();
            }
        }
    }

    private static void load(Path file, Object view) throws IOException {
        FXMLLoader loader = new FXMLLoader(ViewFilesTest.class.getResource("/" + file), Texts.bundle());
        loader.setControllerFactory(type -> {
            assertThat(type).isSameAs(view.getClass());
            return view;
        });
        try {
            Object root = loader.load();
            assertThat(root).isNotNull();
        } catch (LoadException e) {
            // All is loaded when a view's own initialize() is called, which needs what its constructor was given.
            if (!(e.getCause() instanceof InvocationTargetException)) {
                throw e;
            }
        }
    }

    /** A view that has nothing but what the file gives it: its constructor would need a whole panel. */
    private static Object withoutConstructor(Class<?> type) throws ReflectiveOperationException {
        Class<?> makers = Class.forName("sun.reflect.ReflectionFactory");
        Object maker = makers.getMethod("getReflectionFactory").invoke(null);
        Constructor<?> constructor =
                (Constructor<?>) makers.getMethod("newConstructorForSerialization", Class.class, Constructor.class)
                        .invoke(maker, type, Object.class.getDeclaredConstructor());
        return constructor.newInstance();
    }
}
