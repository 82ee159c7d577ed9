package dev.headroom.fetch.watch;

import dev.headroom.fetch.FetchPlan;
import java.lang.StackWalker.StackFrame;
import java.security.CodeSource;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whose code a frame of the stack is. */
final class Frames {

    private static final String OURS = FetchPlan.class.getPackageName() + ".";
    private static final String SPRING = "org.springframework.";
    private static final List<String> BELOW = List.of("java.", "javax.", "jdk.", "sun.", "org.hibernate.", "jakarta.");

    /** By project, because applications have packages of this name too, such as Spring's own samples. */
    private static final Set<String> SPRING_PACKAGES = Set.of(
            "ai",
            "amqp",
            "aop",
            "aot",
            "batch",
            "beans",
            "boot",
            "cache",
            "cglib",
            "cloud",
            "context",
            "core",
            "dao",
            "data",
            "ejb",
            "expression",
            "format",
            "graphql",
            "grpc",
            "hateoas",
            "http",
            "instrument",
            "integration",
            "jca",
            "jdbc",
            "jms",
            "jmx",
            "jndi",
            "kafka",
            "ldap",
            "mail",
            "messaging",
            "mock",
            "modulith",
            "objenesis",
            "orm",
            "oxm",
            "plugin",
            "pulsar",
            "r2dbc",
            "resilience",
            "restdocs",
            "retry",
            "scheduling",
            "scripting",
            "security",
            "session",
            "shell",
            "statemachine",
            "stereotype",
            "test",
            "transaction",
            "ui",
            "util",
            "validation",
            "vault",
            "web",
            "webflow",
            "ws");

    private static final List<String> FRAMEWORKS = List.of(
            "dev.headroom.keyset.",
            "dev.headroom.projection.",
            "dev.headroom.bulk.",
            "dev.headroom.retry.",
            "dev.headroom.jobs.",
            "dev.headroom.stats.",
            "dev.headroom.search.",
            "org.junit.",
            "org.testng.",
            "org.assertj.",
            "org.hamcrest.",
            "org.mockito.",
            "com.fasterxml.jackson.",
            "tools.jackson.",
            "com.google.gson.",
            "com.google.common.",
            "org.eclipse.yasson.",
            "org.apache.commons.",
            "org.mapstruct.",
            "org.modelmapper.",
            "org.thymeleaf.",
            "freemarker.",
            "org.aspectj.",
            "net.bytebuddy.",
            "kotlin.",
            "scala.",
            "groovy.",
            "org.codehaus.groovy.",
            "org.apache.groovy.",
            "reactor.",
            "io.netty.",
            "io.smallrye.",
            "io.quarkus.",
            "io.micronaut.",
            "org.jboss.",
            "org.glassfish.",
            "com.vaadin.",
            "org.apache.catalina.",
            "org.apache.jasper.",
            "org.apache.tomcat.",
            "org.eclipse.jetty.",
            "io.undertow.");

    private Frames() {}

    /** JDK, Hibernate, and classes that are made at run time, whose lines are in no source. */
    static boolean isBelow(String name) {
        return BELOW.stream().anyMatch(name::startsWith) || name.contains("$$") || name.contains("$HibernateProxy");
    }

    /** What calls the application, or what it lets read its entities. */
    static boolean isFramework(String name) {
        return FRAMEWORKS.stream().anyMatch(name::startsWith) || isSpring(name);
    }

    private static boolean isSpring(String name) {
        int end = name.startsWith(SPRING) ? name.indexOf('.', SPRING.length()) : -1;
        return end > 0 && SPRING_PACKAGES.contains(name.substring(SPRING.length(), end));
    }

    /** By where the class is from, so that an application may have packages of this name, as our own tests do. */
    static boolean isOurs(StackFrame frame) {
        return frame.getClassName().startsWith(OURS)
                && Objects.equals(origin(frame.getDeclaringClass()), origin(Frames.class));
    }

    private static @Nullable Object origin(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        return source == null ? null : String.valueOf(source.getLocation());
    }
}
