package dev.headroom.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.testsupport.zoo.Verdict;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.metamodel.EntityType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.hibernate.Hibernate;

/**
 * A list of children holds what the collection holds, also where a limit that is never reached changes the statement.
 */
record ZooChildren<T>(EntityManagerFactory factory, EntityType<T> root) {

    private static final int MORE_THAN_THERE_ARE = 1000;

    void check(EntityManager em, List<T> roots, Verdict verdict) {
        for (String path : ZooPlans.paths(root)) {
            if (ZooPlans.isPlural(root, path) && ZooPlans.target(root, path) instanceof EntityType<?> target) {
                check(em, roots, path, target.getJavaType(), verdict);
            }
        }
    }

    private <C> void check(EntityManager em, List<T> roots, String path, Class<C> child, Verdict verdict) {
        Map<String, Consumer<ChildNode<C>>> specs =
                Map.of("all", all -> {}, "limited", limited -> limited.limitPerParent(MORE_THAN_THERE_ARE));
        specs.forEach((kind, spec) -> {
            String name = root.getName() + ": " + kind + " children at " + path;
            FetchPlan<T> plan;
            try {
                plan = FetchPlan.of(root.getJavaType())
                        .children(path, child, spec)
                        .build(factory);
            } catch (InvalidFetchPlanException refused) {
                verdict.refused(name, refused);
                return;
            }
            Fetched<T> fetched = plan.fetch(em, roots);
            Set<Object> seen = seen(em, child);
            for (T one : roots) {
                assertThat(texts(em, fetched.children(one, path, child)))
                        .as(name)
                        .isEqualTo(texts(em, elements(one, path, seen)));
            }
        });
    }

    private static String texts(EntityManager em, Collection<?> entities) {
        return new ZooGraph(em, true).of(entities, Set.of());
    }

    /** Filters of the children hold as in any query of them; collections do not know them. */
    private static Set<Object> seen(EntityManager em, Class<?> child) {
        Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        em.createQuery("select c from " + em.getMetamodel().entity(child).getName() + " c", child)
                .getResultList()
                .forEach(one -> seen.add(Hibernate.unproxy(one)));
        return seen;
    }

    private Collection<?> elements(T owner, String path, Set<Object> seen) {
        Object value = ZooPlans.value(root, owner, path);
        Collection<?> elements = value instanceof Map<?, ?> map
                ? map.values()
                : value instanceof Object[] array
                        ? Arrays.asList(array)
                        : value == null ? List.of() : new ArrayList<>((Collection<?>) value);
        return elements.stream()
                .filter(Objects::nonNull)
                .map(Hibernate::unproxy)
                .filter(seen::contains)
                .toList();
    }
}
