package dev.headroom.retry;

import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.EntityMappingType;
import org.hibernate.metamodel.mapping.internal.EmbeddedAttributeMapping;
import org.hibernate.metamodel.mapping.internal.ToOneAttributeMapping;
import org.hibernate.persister.entity.EntityPersister;

/** The columns of an entity's references, also of its subclasses and inside of embeddables. */
final class ZooReferences {

    private final Set<String> columns = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    private boolean mayBeHidden;

    private ZooReferences() {}

    static Set<String> columns(EntityPersister persister) {
        ZooReferences references = new ZooReferences();
        columns(persister, references);
        return references.columns;
    }

    private static void columns(EntityPersister persister, ZooReferences references) {
        persister.forEachAttributeMapping(references::add);
        persister
                .getSubMappingTypes()
                .forEach(subclass -> subclass.getEntityPersister().forEachAttributeMapping(references::add));
    }

    /** Whether rows may be hidden that it refers to, which an entity manager takes for null. */
    static boolean mayBeHidden(EntityPersister persister) {
        ZooReferences references = new ZooReferences();
        columns(persister, references);
        return references.mayBeHidden;
    }

    private void add(AttributeMapping attribute) {
        if (attribute instanceof EmbeddedAttributeMapping embedded) {
            Objects.requireNonNull(embedded.getEmbeddableTypeDescriptor()).forEachAttributeMapping(this::add);
        } else if (attribute instanceof ToOneAttributeMapping reference) {
            EntityMappingType target = reference.getAssociatedEntityMappingType();
            mayBeHidden |= reference.hasNotFoundAction()
                    || target.hasWhereRestrictions()
                    || target.getSoftDeleteMapping() != null;
            attribute.forEachSelectable((place, column) -> columns.add(ZooRows.name(column)));
        }
    }
}
