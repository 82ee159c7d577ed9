package dev.headroom.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Rules about the types that a user meets: supertypes, type parameters, and the signatures of visible members. */
final class Signatures {

    private Signatures() {}

    static ArchCondition<JavaClass> showOnlyPublicTypesOf(String root) {
        return show("only public types of " + root, type -> !isBelow(root, type) || Visibility.isVisibleOutside(type));
    }

    static ArchCondition<JavaClass> showNoInternalTypes() {
        return show("no types of internal packages", type -> !(type.getPackageName() + ".").contains(".internal."));
    }

    static ArchCondition<JavaClass> showOnlyPersistenceTypes(String root) {
        List<String> allowed = List.of("java", "javax", "jakarta.persistence", "org.jspecify.annotations", root);
        return show(
                "only types of the JDK, jakarta.persistence, jspecify and " + root,
                type -> type.isPrimitive() || allowed.stream().anyMatch(name -> isBelow(name, type)));
    }

    private static boolean isBelow(String packageName, JavaClass type) {
        return (type.getPackageName() + ".").startsWith(packageName + ".");
    }

    private static ArchCondition<JavaClass> show(String description, Predicate<JavaClass> allowed) {
        return new ArchCondition<>("show " + description) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                report(type.getName(), supertypes(type), allowed, events);
                visibleMembers(type).forEach(member -> report(member.getFullName(), typesOf(member), allowed, events));
            }
        };
    }

    private static void report(
            String place, Stream<JavaType> shown, Predicate<JavaClass> allowed, ConditionEvents events) {
        shown.flatMap(type -> type.getAllInvolvedRawTypes().stream())
                .map(JavaClass::getBaseComponentType)
                .filter(allowed.negate())
                .distinct()
                .forEach(type -> events.add(SimpleConditionEvent.violated(type, place + " shows " + type.getName())));
    }

    private static Stream<JavaType> supertypes(JavaClass type) {
        return concat(type.getSuperclass().stream(), type.getInterfaces().stream(), type.getTypeParameters().stream());
    }

    private static Stream<JavaMember> visibleMembers(JavaClass type) {
        return type.getMembers().stream().filter(Visibility::isVisibleOutside);
    }

    private static Stream<JavaType> typesOf(JavaMember member) {
        if (member instanceof JavaField field) {
            return Stream.of(field.getType());
        }
        JavaCodeUnit unit = (JavaCodeUnit) member;
        return concat(
                Stream.of(unit.getReturnType()),
                unit.getParameterTypes().stream(),
                Stream.concat(unit.getTypeParameters().stream(), unit.getExceptionTypes().stream()));
    }

    private static Stream<JavaType> concat(
            Stream<? extends JavaType> first, Stream<? extends JavaType> second, Stream<? extends JavaType> third) {
        return Stream.of(first, second, third).flatMap(types -> types);
    }
}
