package dev.muzon.testkit.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_FIELD_INJECTION;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import org.jspecify.annotations.NullMarked;

/** Rules about code, as far as bytecode shows it. */
final class CodeRules {
    @ArchTest
    static final ArchRule everyPackageIsNullMarked = classes()
            .should(resideInANullMarkedPackage())
            .because("unmarked code escapes NullAway; add a package-info.java with @NullMarked and a charter instead");

    @ArchTest
    static final ArchRule namesSayWhatATypeIs = noClasses()
            .should()
            .haveNameMatching(".*(Utils?|Helpers?|Managers?|Impl|Misc)")
            .because("such a name fits anything; use the field's word for the one idea in it instead");

    @ArchTest
    static final ArchRule timeComesFromAClock = noClasses()
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(LocalDateTime.class, "now")
            .orShould()
            .callMethod(OffsetDateTime.class, "now")
            .orShould()
            .callMethod(ZonedDateTime.class, "now")
            .because("tests cannot set the wall clock; use an injected java.time.Clock instead");

    // The Mongo driver returns nothing else.
    @ArchTest
    static final ArchRule datesAreJavaTime = noClasses()
            .that()
            .resideOutsideOfPackage("dev.muzon.coordination..")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.util.Date")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.util.Calendar")
            .because("they are mutable and ambiguous; use Instant, LocalDate or Duration instead");

    // A loop may end itself where it is interrupted: workers, heartbeats, the library's watcher, the sandbox's
    // endpoints.
    @ArchTest
    static final ArchRule sleepingMethodsLetInterruptsThrough = methods()
            .that()
            .areDeclaredInClassesThat()
            .resideOutsideOfPackages(
                    "dev.muzon.coordination..", "dev.muzon.extractor.source.library..", "dev.muzon.sandbox..")
            .should(passAnInterruptOnWhenTheySleep())
            .because("a shutdown has to wait for the sleep; let InterruptedException through instead");

    // Work after a pause has no thread that it could go on from.
    @ArchTest
    static final ArchRule workAsideKeepsItsContext = noClasses()
            .that()
            .resideOutsideOfPackages("dev.muzon.runtime.trace..", "dev.muzon.gateway.bot.later..")
            .should()
            .accessTargetWhere(startsAVirtualThread())
            .because("its log lines and calls lose chat, request and trace; use WorkContext.aside instead");

    @ArchTest
    static final ArchRule dependenciesComeThroughTheConstructor = NO_CLASSES_SHOULD_USE_FIELD_INJECTION.because(
            "such a class cannot be built by a test; use constructor parameters instead");

    @ArchTest
    static final ArchRule failuresAreMadeInOneWay = noClasses()
            .that()
            .resideOutsideOfPackage("dev.muzon.protocol.failure..")
            .should()
            .callConstructorWhere(target(owner(assignableTo("dev.muzon.protocol.failure.Failure"))))
            .because("a failure's code decides its kind; use the static methods of Failure instead");

    private CodeRules() {}

    private static DescribedPredicate<JavaAccess<?>> startsAVirtualThread() {
        return describe(
                "starts a virtual thread",
                access -> access.getTargetOwner().isEquivalentTo(Thread.class)
                        && access.getName().equals("startVirtualThread"));
    }

    private static ArchCondition<JavaClass> resideInANullMarkedPackage() {
        return new ArchCondition<>("reside in a package that is @NullMarked") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean marked = type.getPackage()
                        .tryGetPackageInfo()
                        .filter(info -> info.isAnnotatedWith(NullMarked.class))
                        .isPresent();
                events.add(new SimpleConditionEvent(
                        type, marked, type.getName() + " is in the unmarked package " + type.getPackageName()));
            }
        };
    }

    private static ArchCondition<JavaMethod> passAnInterruptOnWhenTheySleep() {
        return new ArchCondition<>("declare InterruptedException when they call Thread.sleep") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                boolean sleeps = method.getMethodCallsFromSelf().stream()
                        .map(JavaMethodCall::getTarget)
                        .anyMatch(target -> target.getOwner().isEquivalentTo(Thread.class)
                                && target.getName().equals("sleep"));
                boolean passesOn = method.getThrowsClause().getTypes().stream()
                        .anyMatch(thrown -> thrown.toErasure().isAssignableFrom(InterruptedException.class));
                events.add(new SimpleConditionEvent(
                        method,
                        !sleeps || passesOn,
                        method.getFullName() + " sleeps and does not pass an interrupt on"));
            }
        };
    }
}
