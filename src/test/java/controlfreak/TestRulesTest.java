package controlfreak;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.OnlyIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.util.WaitForAsyncUtils;

/** What tests may not do, so that they pass and fail for what they test, on a machine that is busy too. */
@AnalyzeClasses(packages = "controlfreak", importOptions = OnlyIncludeTests.class)
class TestRulesTest {
    @ArchTest
    static final ArchRule nothingIsMeasured = noClasses()
            .should()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(ThreadMXBean.class)
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
            .callMethodWhere(target(owner(resideInAPackage("org.awaitility..")))
                    .and(target(nameMatching("atMost|timeout|ignoreException.*"))))
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Timeout.class)
            .because("Patience knows how long a busy machine may take");

    @ArchTest
    static final ArchRule windowsAreReachedByPatientHands = noClasses()
            .that()
            .resideOutsideOfPackage("controlfreak.testing")
            .should()
            .callConstructor(FxRobot.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(ApplicationExtension.class)
            .orShould()
            .callMethodWhere(target(owner(resideInAPackage(WaitForAsyncUtils.class.getPackageName())))
                    .and(target(nameMatching("waitFor.*"))))
            .because("TestFX's own wait for some hundredths of a second, and hope");
}
