package controlfreak;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;

/** The house: who may use whom, and what is kept out of where. */
@AnalyzeClasses(packages = "controlfreak", importOptions = ArchitectureTest.WithoutTests.class)
class ArchitectureTest {
    private static final int LARGEST_KNOT = 2;

    /** Leaves out the folder that this class was compiled to, wherever that is. */
    static final class WithoutTests implements ImportOption {
        private static final String TESTS = ArchitectureTest.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toString();

        @Override
        public boolean includes(Location location) {
            return !location.asURI().toString().startsWith(TESTS);
        }
    }

    @ArchTest
    static final ArchRule noCycles = slices().matching("controlfreak.(*)..")
            .should()
            .beFreeOfCycles()
            .because("what is part of a circle cannot be understood, tested or changed alone");

    @ArchTest
    static final ArchRule noCyclesAtAnyDepth = slices().matching("controlfreak.(**)")
            .should()
            .beFreeOfCycles()
            .because("a package that needs another needs it one way");

    @ArchTest
    static void noKnotsInTheEngine(JavaClasses classes) {
        assertThat(Knots.of(classes.that(in("controlfreak.engine.."))))
                .as("classes of the engine that can only be understood together")
                .isEmpty();
    }

    @ArchTest
    static void noLargeKnots(JavaClasses classes) {
        assertThat(Knots.of(classes))
                .as("classes that can only be understood together")
                .allMatch(knot -> knot.size() <= LARGEST_KNOT);
    }

    @ArchTest
    static final ArchRule modelIsJavaAlone = classes()
            .that()
            .resideInAPackage("..model..")
            .should()
            .onlyDependOnClassesThat(in("controlfreak.model..", "java.."))
            .because("records that cross threads must mean the same everywhere");

    @ArchTest
    static final ArchRule theGuardIsJavaAlone = classes()
            .that()
            .resideInAPackage("..guard..")
            .should()
            .onlyDependOnClassesThat(in("controlfreak.guard..", "java.."))
            .because("all use it, the JVM proxy among them");

    @ArchTest
    static final ArchRule protocolKnowsOnlyTheModel = mayUse("protocol", "model", "guard");

    @ArchTest
    static final ArchRule processKnowsOnlyTheModel = mayUse("process", "model", "guard");

    @ArchTest
    static final ArchRule logKnowsOnlyTheModel = mayUse("log", "model", "guard");

    @ArchTest
    static final ArchRule workspaceKnowsOnlyTheModel = mayUse("workspace", "model", "guard");

    @ArchTest
    static final ArchRule engineDecidesAndKnowsNoFileOrWindow =
            mayUse("engine", "process", "protocol", "log", "model", "guard");

    @ArchTest
    static final ArchRule figuresReadProcessesAndAskTheEngine = mayUse("figures", "engine", "process", "log", "model");

    @ArchTest
    static final ArchRule theJvmProxyIsAProgramOfItsOwn = classes()
            .that()
            .resideInAPackage("controlfreak.jvmproxy..")
            .should()
            .onlyDependOnClassesThat(in("controlfreak.jvmproxy..", "controlfreak.guard..", "java.."))
            .because("it starts fast with nothing but the JDK, and takes no library from the panel along");

    @ArchTest
    static final ArchRule nobodyUsesTheJvmProxy = noClasses()
            .that()
            .resideOutsideOfPackage("controlfreak.jvmproxy..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("controlfreak.jvmproxy..")
            .because("the panel speaks to it over pipes, like to any other proxy");

    @ArchTest
    static final ArchRule viewsSeeNoProcess = noClasses()
            .that()
            .resideInAPackage("controlfreak.ui..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("controlfreak.process..", "controlfreak.protocol..")
            .because("a view asks the engine; it never touches a process or a pipe");

    @ArchTest
    static final ArchRule onlyViewsKnowJavaFx = noClasses()
            .that()
            .resideOutsideOfPackages("controlfreak", "controlfreak.ui..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("javafx..", "org.controlsfx..", "atlantafx..", "org.kordamp..")
            .because("the engine must run and be tested without a toolkit");

    @ArchTest
    static final ArchRule onlyFilesAndPipesKnowJson = noClasses()
            .that()
            .resideOutsideOfPackages("controlfreak.protocol..", "controlfreak.workspace..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.fasterxml..")
            .because("the library that reads text can then be changed in two places");

    @ArchTest
    static final ArchRule onlyTheProcessPackageKnowsNativeCode = noClasses()
            .that()
            .resideOutsideOfPackage("controlfreak.process..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.sun.jna..", "controlfreak.process.libc..")
            .because("one package speaks to the operating system");

    @ArchTest
    static final ArchRule theEngineKnowsNoSystem = noClasses()
            .that()
            .resideInAnyPackage("controlfreak.process", "controlfreak.engine..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("controlfreak.process.*..")
            .because("what the engine asks of a system can be answered by a stand-in");

    @ArchTest
    static final ArchRule viewModelsSeeNoScene = noClasses()
            .that()
            .haveSimpleNameEndingWith("ViewModel")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("javafx.scene..", "javafx.stage..")
            .because("what a view decides is tested without a window");

    @ArchTest
    static final ArchRule noLocksInTheEngine = noClasses()
            .that()
            .resideInAPackage("controlfreak.engine..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.util.concurrent.locks..")
            .because("one thread owns the engine's state");

    @ArchTest
    static final ArchRule noSynchronizedInTheEngine = com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods()
            .that()
            .areDeclaredInClassesThat()
            .resideInAPackage("controlfreak.engine..")
            .should()
            .haveModifier(JavaModifier.SYNCHRONIZED)
            .because("one thread owns the engine's state");

    @ArchTest
    static final ArchRule nobodySleeps = noClasses()
            .should()
            .callMethod(Thread.class, "sleep", long.class)
            .because("who waits, waits for something: a timer, a pipe, a stage");

    @ArchTest
    static final ArchRule nobodyMeasuresByAClockThatIsSet = noClasses()
            .that()
            .resideInAnyPackage("controlfreak.engine..", "controlfreak.figures..", "controlfreak.ui..")
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .because("what lasts is measured by the steady clock, whatever is done to the system's");

    @ArchTest
    static final ArchRule nothingIsAnimatedForEver = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("controlfreak.ui.workspace.StopProgressView")
            .should()
            .callMethodWhere(target(name("setCycleCount")))
            .because("the screen would be drawn sixty times a second for it: Repeater costs a tenth of that");

    @ArchTest
    static final ArchRule threadsHaveOwners = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("controlfreak.engine.base.ThreadEngineLoop")
            .and()
            .doNotHaveFullyQualifiedName("controlfreak.process.io.IoThread")
            .and()
            .doNotHaveFullyQualifiedName("controlfreak.log.LogThread")
            .and()
            .doNotHaveFullyQualifiedName("controlfreak.figures.Sampler")
            .and()
            .doNotHaveFullyQualifiedName("controlfreak.PanelApp")
            .and()
            .doNotHaveFullyQualifiedName("controlfreak.Workers")
            .and()
            // A program of its own, with threads of its own.
            .resideOutsideOfPackage("controlfreak.jvmproxy..")
            .should()
            .callConstructorWhere(DescribedPredicate.describe(
                    "it makes a thread", call -> call.getTargetOwner().isAssignableTo(Thread.class)))
            .because("each thread has one owner, who ends it");

    private static ArchRule mayUse(String own, String... others) {
        String[] packages = new String[others.length + 1];
        packages[0] = "controlfreak." + own + "..";
        for (int i = 0; i < others.length; i++) {
            packages[i + 1] = "controlfreak." + others[i] + "..";
        }
        return classes()
                .that()
                .resideInAPackage(packages[0])
                .should()
                .onlyDependOnClassesThat(in(packages).or(DescribedPredicate.not(in("controlfreak.."))))
                .because("arrows go down only");
    }

    private static DescribedPredicate<JavaClass> in(String... packages) {
        return JavaClass.Predicates.resideInAnyPackage(packages);
    }
}
