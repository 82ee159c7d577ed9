package dev.headroom.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.Lock;

/**
 * Recognizes static state that can change.
 *
 * <p>A static field must be final, of no type that is always mutable, and no mutable collection may be created for it. What
 * a constant of another type holds, such as {@code Map.of()} in a {@code Map}, is trusted.
 */
final class StaticState {

    private static final List<Class<?>> MUTABLE = List.of(
            ThreadLocal.class, Random.class, Date.class, StringBuilder.class, Executor.class, Lock.class, Thread.class);

    /** What a thread is doing belongs to no object that could hold it. */
    private static final Set<String> OF_THREADS = Set.of("dev.headroom.jobs.HandlerTransaction.RUNNING");

    private StaticState() {}

    static ArchCondition<JavaClass> beImmutable() {
        return new ArchCondition<>("have no static state that can change") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                type.getFields().stream()
                        .filter(StaticState::isStaticInSource)
                        .filter(StaticState::canChange)
                        .filter(field -> !OF_THREADS.contains(field.getFullName()))
                        .forEach(field -> events.add(SimpleConditionEvent.violated(
                                field, field.getFullName() + " is static and can change")));
                type.getStaticInitializer().stream()
                        .flatMap(initializer -> initializer.getConstructorCallsFromSelf().stream())
                        .filter(call -> isMutableCollection(call.getTargetOwner()))
                        .forEach(call -> events.add(SimpleConditionEvent.violated(call, call.getDescription())));
            }
        };
    }

    // The compiler adds arrays of its own, for enums and switches.
    private static boolean isStaticInSource(JavaField field) {
        return field.getModifiers().contains(JavaModifier.STATIC)
                && !field.getModifiers().contains(JavaModifier.SYNTHETIC);
    }

    private static boolean canChange(JavaField field) {
        JavaClass type = field.getRawType();
        return !field.getModifiers().contains(JavaModifier.FINAL)
                || type.isArray()
                || isMutableCollection(type)
                || type.getPackageName().equals("java.util.concurrent.atomic")
                || MUTABLE.stream().anyMatch(type::isAssignableTo);
    }

    private static boolean isMutableCollection(JavaClass type) {
        return type.getPackageName().startsWith("java.util")
                && !type.isInterface()
                && (type.isAssignableTo(Collection.class) || type.isAssignableTo(Map.class));
    }
}
