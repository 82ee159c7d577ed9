package dev.headroom.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;

/** What code in another package can see. */
final class Visibility {

    private Visibility() {}

    static DescribedPredicate<JavaClass> visibleOutside() {
        return DescribedPredicate.describe("visible outside of their package", Visibility::isVisibleOutside);
    }

    /** A public class inside of one that is not public cannot be named either. */
    static boolean isVisibleOutside(JavaClass type) {
        boolean visible = type.getModifiers().contains(JavaModifier.PUBLIC)
                || type.getModifiers().contains(JavaModifier.PROTECTED);
        return visible
                && type.getEnclosingClass().map(Visibility::isVisibleOutside).orElse(true);
    }

    static boolean isVisibleOutside(JavaMember member) {
        boolean visible = member.getModifiers().contains(JavaModifier.PUBLIC)
                || member.getModifiers().contains(JavaModifier.PROTECTED);
        return visible && !member.getModifiers().contains(JavaModifier.SYNTHETIC);
    }
}
