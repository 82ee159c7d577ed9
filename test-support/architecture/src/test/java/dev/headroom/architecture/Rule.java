package dev.headroom.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.EvaluationResult;
import com.tngtech.archunit.lang.conditions.ArchConditions;
import com.tngtech.archunit.library.GeneralCodingRules;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.NullMarked;

/** What holds for every published class below a root package. */
enum Rule {
    MODULES_ARE_INDEPENDENT(root -> SlicesRuleDefinition.slices()
            .matching(root + ".(*)..")
            .should()
            .notDependOnEachOther()
            .because("an application can pull in each module alone")),

    PACKAGES_HAVE_NO_CYCLES(root -> SlicesRuleDefinition.slices()
            .matching(root + ".(**)")
            .should()
            .beFreeOfCycles()
            // issue 17: the values that both need are to be below them
            .ignoreDependency(resideInAPackage(root + ".jobs.engine"), resideInAPackage(root + ".jobs"))
            .because("a reader begins with a package that needs no other")),

    INTERNAL_PACKAGES_ARE_CLOSED(root -> noClasses()
            .that()
            .resideInAnyPackage("..spring..", "..jackson..", "..junit..", "..dbscheduler..", "..contract..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..internal..")
            .because("another artifact may be of another version")),

    SIGNATURES_SHOW_NO_INTERNAL_TYPES(root -> classes()
            .that(Visibility.visibleOutside())
            .and()
            .resideOutsideOfPackage("..internal..")
            .should(Signatures.showNoInternalTypes())
            .because("internal types change without notice")),

    SIGNATURES_SHOW_ONLY_PUBLIC_TYPES(root -> classes()
            .that(Visibility.visibleOutside())
            .should(Signatures.showOnlyPublicTypesOf(root))
            .because("a user can neither name nor implement a type that is not public")),

    QUERY_SIGNATURES_SHOW_ONLY_PERSISTENCE(root -> classes()
            .that(Visibility.visibleOutside())
            .and()
            .resideInAnyPackage(root + ".keyset..", root + ".fetch..", root + ".projection..", root + ".retry..")
            .and()
            .resideOutsideOfPackages("..spring..", "..jackson..", "..junit..", "..internal..")
            .should(Signatures.showOnlyPersistenceTypes(root))
            .because("the query modules hide that they run on Hibernate")),

    NO_STATIC_MUTABLE_STATE(root ->
            classes().should(StaticState.beImmutable()).because("two users of a library in one JVM must not meet")),

    NO_STANDARD_STREAMS(root -> noClasses().should(GeneralCodingRules.ACCESS_STANDARD_STREAMS)),

    NO_SLEEP(root -> noClasses()
            .should(ArchConditions.callMethodWhere(sleep()))
            .because("whatever waits must be stoppable, and testable with a clock")),

    NO_JAVA_UTIL_LOGGING(root -> noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.util.logging..")
            .because("applications of Spring Boot log through slf4j")),

    PACKAGES_ARE_NULL_MARKED(root -> classes()
            .should(ArchConditions.be(inNullMarkedPackage()))
            .because("the mark does not reach packages below")),

    NAMES_SAY_WHAT_A_CLASS_DOES(root -> noClasses()
            .should()
            .haveNameMatching(".*(Util|Utils|Helper|Helpers|Manager)")
            .because("such a name fits everything"));

    // Lambdas without state, which the compiler cannot know.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Function<String, ArchRule> ruleBelow;

    Rule(Function<String, ArchRule> ruleBelow) {
        this.ruleBelow = ruleBelow;
    }

    /** What breaks this rule. */
    List<String> violations(JavaClasses classes, String rootPackage) {
        EvaluationResult result =
                ruleBelow.apply(rootPackage).allowEmptyShould(true).evaluate(classes);
        return result.getFailureReport().getDetails();
    }

    private static DescribedPredicate<JavaMethodCall> sleep() {
        return DescribedPredicate.describe(
                "the target sleeps",
                call -> call.getName().equals("sleep")
                        && (call.getTargetOwner().isAssignableTo(Thread.class)
                                || call.getTargetOwner().isAssignableTo(TimeUnit.class)));
    }

    private static DescribedPredicate<JavaClass> inNullMarkedPackage() {
        return DescribedPredicate.describe(
                "in a package with @NullMarked", type -> type.getPackage().isAnnotatedWith(NullMarked.class));
    }
}
