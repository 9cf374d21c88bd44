package controlfreak;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ConditionFactory;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;

/** What tests may not do, so that they pass and fail for what they test, on a machine that is busy too. */
@AnalyzeClasses(packages = "controlfreak", importOptions = TestRulesTest.Tests.class)
class TestRulesTest {
    /** Those beside this one, wherever they were compiled to. */
    static final class Tests implements ImportOption {
        private static final String FOLDER = TestRulesTest.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath();

        @Override
        public boolean includes(Location location) {
            return location.contains(FOLDER);
        }
    }

    @ArchTest
    static final ArchRule nothingIsMeasured = noClasses()
            .should()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.lang.management.ThreadMXBean")
            .because("tests assert behaviour, never a time; what prints figures is in src/bench");

    @ArchTest
    static final ArchRule nothingIsSleptFor = noClasses()
            .should()
            .callMethod(Thread.class, "sleep", long.class)
            .orShould()
            .callMethod(TimeUnit.class, "sleep", long.class)
            .because("what a test waits for is a condition");

    @ArchTest
    static final ArchRule allHaveThePatienceOfAll = noClasses()
            .that()
            .doNotHaveSimpleName("Pictures")
            .should()
            .callMethodWhere(target(owner(type(ConditionFactory.class)))
                    .and(target(nameMatching("atMost|timeout|ignoreException.*"))))
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("org.junit.jupiter.api.Timeout")
            .because("Patience knows how long a busy machine may take");

    @ArchTest
    static final ArchRule windowsAreReachedByPatientHands = noClasses()
            .that()
            .resideOutsideOfPackage("controlfreak.testing")
            .should()
            .callConstructor(FxRobot.class)
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("org.testfx.framework.junit5.ApplicationExtension")
            .orShould()
            .callMethodWhere(target(owner(type(WaitForAsyncUtils.class))).and(target(nameMatching("waitFor.*"))))
            .because("TestFX's own wait for some hundredths of a second, and hope");
}
