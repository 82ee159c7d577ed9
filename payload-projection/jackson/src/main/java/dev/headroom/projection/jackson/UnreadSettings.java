package dev.headroom.projection.jackson;

import com.fasterxml.jackson.annotation.JacksonAnnotation;
import java.lang.reflect.AnnotatedElement;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.SerializationConfig;
import tools.jackson.databind.json.JsonMapper;

/** Refuses what would change the names of fields, or hide some, if Jackson had a record to look at. */
final class UnreadSettings {

    private final SerializationConfig config;

    UnreadSettings(JsonMapper mapper) {
        this.config = mapper.serializationConfig();
    }

    void refuse(List<Class<?>> views) {
        if (config.getPropertyNamingStrategy() != null) {
            throw new IllegalArgumentException("The JsonMapper has the naming strategy "
                    + config.getPropertyNamingStrategy().getClass().getName()
                    + ", but rows have the names of the view's components: pass a JsonMapper without, and name the"
                    + " components as the fields shall be named.");
        }
        views.forEach(this::refuse);
    }

    private void refuse(Class<?> view) {
        Stream.of(
                        Stream.of(view),
                        Stream.ofNullable(config.findMixInClassFor(view)),
                        Arrays.stream(view.getDeclaredFields()),
                        Arrays.stream(view.getDeclaredMethods()),
                        Arrays.stream(view.getMethods()))
                .flatMap(elements -> elements)
                .forEach(element -> refuse(view, (AnnotatedElement) element));
    }

    private static void refuse(Class<?> view, AnnotatedElement element) {
        Arrays.stream(element.getAnnotations())
                .filter(annotation -> annotation.annotationType().isAnnotationPresent(JacksonAnnotation.class))
                .findFirst()
                .ifPresent(annotation -> {
                    throw new IllegalArgumentException(view.getSimpleName() + " has " + annotation + " at \"" + element
                            + "\", but rows are written without a record for Jackson to look at: take the annotation away,"
                            + " and leave out of the view what shall not be shown.");
                });
    }
}
