package dev.headroom.fetch;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityNotFoundException;
import jakarta.persistence.FetchType;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToOne;
import jakarta.persistence.metamodel.Attribute;
import jakarta.persistence.metamodel.EmbeddableType;
import jakarta.persistence.metamodel.ManagedType;
import jakarta.persistence.metamodel.SingularAttribute;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.hibernate.Hibernate;
import org.hibernate.ObjectNotFoundException;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.model.domain.ManagedDomainType;

/**
 * Entities and what paths lead to, as text.
 *
 * @param lazily whether what is not loaded is loaded, as by an application without a plan; otherwise it is told
 */
record ZooGraph(EntityManager entityManager, boolean lazily) {

    private static final String HIDDEN = "hidden";

    /** Without a plan, Hibernate reads an eager reference to a hidden row as null; a plan may leave the reference. */
    private static final String NULL_OR_HIDDEN = "null or hidden";

    String of(Collection<?> roots, Set<String> paths) {
        return String.join("\n", sorted(roots.stream().map(root -> entity(root, paths))));
    }

    private static List<String> sorted(Stream<String> texts) {
        return texts.sorted().toList();
    }

    private String value(Object value, Set<String> below) {
        if (value == null) {
            return "null";
        }
        if (!isLoaded(value)) {
            return HIDDEN;
        }
        if (value instanceof Map<?, ?> map) {
            return sorted(map.entrySet().stream()
                            .map(entry -> value(entry.getKey(), Set.of()) + "->" + value(entry.getValue(), below)))
                    .toString();
        }
        if (value instanceof Collection<?> elements) {
            return sorted(new ArrayList<>(elements).stream().map(element -> value(element, below)))
                    .toString();
        }
        if (value instanceof Object[] array) {
            return sorted(Arrays.stream(array).map(element -> value(element, below)))
                    .toString();
        }
        return managed(Hibernate.unproxy(value)) == null ? text(value) : entity(value, below);
    }

    private boolean isLoaded(Object value) {
        if (lazily) {
            try {
                Hibernate.initialize(value);
            } catch (EntityNotFoundException | ObjectNotFoundException e) {
                return false;
            }
        }
        return Hibernate.isInitialized(value);
    }

    private static String text(Object value) {
        String text = Arrays.deepToString(new Object[] {value});
        return text.substring(1, text.length() - 1);
    }

    private String entity(Object value, Set<String> paths) {
        if (value == null) {
            return "null";
        }
        Object entity = Hibernate.unproxy(value);
        ManagedType<?> type = managed(entity);
        List<String> parts = new ArrayList<>();
        for (Attribute<?, ?> attribute : type.getAttributes()) {
            Set<String> below = below(paths, attribute.getName());
            boolean embedded = attribute instanceof SingularAttribute<?, ?> single
                    && single.getType() instanceof EmbeddableType<?>;
            boolean basic = !attribute.isAssociation() && !attribute.isCollection();
            boolean lazyBasic = basic && !Hibernate.isPropertyInitialized(entity, attribute.getName());
            if ((below != null || basic) && !lazyBasic && attribute.getJavaMember() != null) {
                Object part = read(attribute.getJavaMember(), entity);
                if (below == null && isAny(part, embedded)) {
                    continue;
                }
                Set<String> wanted = below == null ? Set.of() : below;
                String text = embedded ? entity(part, wanted) : value(part, wanted);
                boolean either = isEagerReference(attribute.getJavaMember())
                        && Set.of("null", HIDDEN).contains(text);
                parts.add(attribute.getName() + "=" + (either ? NULL_OR_HIDDEN : text));
            }
        }
        return type.getJavaType().getSimpleName() + sorted(parts.stream());
    }

    private static boolean isEagerReference(Member member) {
        AnnotatedElement mapped = (AnnotatedElement) member;
        ManyToOne many = mapped.getAnnotation(ManyToOne.class);
        OneToOne one = mapped.getAnnotation(OneToOne.class);
        return (many != null && many.fetch() == FetchType.EAGER) || (one != null && one.fetch() == FetchType.EAGER);
    }

    /** An entity that an attribute without a path holds. */
    private boolean isAny(Object part, boolean embedded) {
        return part != null && !embedded && (!Hibernate.isInitialized(part) || managed(part) != null);
    }

    private ManagedType<?> managed(Object value) {
        SessionFactoryImplementor factory =
                entityManager.getEntityManagerFactory().unwrap(SessionFactoryImplementor.class);
        for (Class<?> type = value.getClass(); type != null; type = type.getSuperclass()) {
            ManagedDomainType<?> known = factory.getJpaMetamodel().findManagedType(type);
            if (known != null) {
                return known;
            }
        }
        return null;
    }

    /** What is wanted of an attribute; null if nothing is. */
    private static Set<String> below(Set<String> paths, String name) {
        Set<String> below = null;
        for (String path : paths) {
            if (path.equals(name) || path.startsWith(name + ".")) {
                below = below == null ? new TreeSet<>() : below;
                if (path.length() > name.length()) {
                    below.add(path.substring(name.length() + 1));
                }
            }
        }
        return below;
    }

    static Object read(Member member, Object owner) {
        try {
            ((AccessibleObject) member).setAccessible(true);
            return member instanceof Field field ? field.get(owner) : ((Method) member).invoke(owner);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(member.toString(), e);
        }
    }
}
