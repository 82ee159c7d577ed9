package dev.headroom.fetch.internal.stack;

import java.lang.StackWalker.StackFrame;
import java.security.CodeSource;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whose code a frame of the stack is. */
public enum Code {
    /** Hibernate. */
    HIBERNATE,
    /** A proxy that Hibernate made of an entity. */
    PROXY,
    /** The JDK, Jakarta's interfaces, and classes that are made at run time, whose lines are in no source. */
    PLATFORM,
    /** This library. */
    OURS,
    /** What calls the application, or what the application lets read its entities. */
    FRAMEWORK,
    /** A line of the application, or of a library that is not known. */
    APPLICATION;

    private static final String HIBERNATE_PACKAGES = "org.hibernate.";
    private static final List<String> PLATFORM_PACKAGES =
            List.of("java.", "javax.", "jdk.", "sun.", "com.sun.", "jakarta.");
    private static final String OUR_PACKAGES = Code.class.getPackageName().replace("internal.stack", "");
    private static final String SPRING = "org.springframework.";

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

    static Code of(StackFrame frame) {
        String name = frame.getClassName();
        if (name.startsWith(HIBERNATE_PACKAGES)) {
            return HIBERNATE;
        }
        if (name.contains("$HibernateProxy")) {
            return PROXY;
        }
        if (isOurs(name, frame)) {
            return OURS;
        }
        if (startsWithOneOf(PLATFORM_PACKAGES, name) || name.contains("$$")) {
            return PLATFORM;
        }
        return isFramework(name) ? FRAMEWORK : APPLICATION;
    }

    static boolean isFramework(String name) {
        return startsWithOneOf(FRAMEWORKS, name) || isSpring(name);
    }

    private static boolean startsWithOneOf(List<String> prefixes, String name) {
        for (String prefix : prefixes) {
            if (name.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isSpring(String name) {
        int end = name.startsWith(SPRING) ? name.indexOf('.', SPRING.length()) : -1;
        return end > 0 && SPRING_PACKAGES.contains(name.substring(SPRING.length(), end));
    }

    /** By where the class is from, so that an application may have packages of this name, as our own tests do. */
    private static boolean isOurs(String name, StackFrame frame) {
        return name.startsWith(OUR_PACKAGES) && Objects.equals(origin(frame.getDeclaringClass()), origin(Code.class));
    }

    private static @Nullable Object origin(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        return source == null ? null : String.valueOf(source.getLocation());
    }
}
