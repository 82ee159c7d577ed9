package dev.headroom.fetch.internal.mapping;

import org.hibernate.metamodel.mapping.EntityMappingType;
import org.hibernate.metamodel.mapping.ForeignKeyDescriptor.Nature;
import org.hibernate.metamodel.mapping.ModelPart;
import org.hibernate.metamodel.mapping.internal.ToOneAttributeMapping;
import org.hibernate.metamodel.mapping.internal.ToOneAttributeMapping.Cardinality;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** What Hibernate makes of a to-one association, whatever a graph says. */
public record ToOne(ToOneAttributeMapping mapping) {

    /** Null for anything else. */
    public static @Nullable ToOne of(@Nullable ModelPart part) {
        return part instanceof ToOneAttributeMapping mapping ? new ToOne(mapping) : null;
    }

    EntityMappingType target() {
        return mapping.getEntityMappingType();
    }

    /** Whether it is loaded with its owner in any case, by a statement for each row unless it is joined. */
    public boolean isImmediate() {
        return immediate() != null;
    }

    /**
     * Why it cannot be left for later.
     *
     * @return null if it can
     */
    public @Nullable String immediate() {
        if (mapping.hasNotFoundAction() && !target().isConcreteProxy()) {
            return "is mapped with @NotFound, so that its row may be missing";
        }
        if (target().getSoftDeleteMapping() != null && !target().isConcreteProxy()) {
            return "leads to a class with @SoftDelete, whose row may be deleted";
        }
        if (isOptionalByKey() || (mapping.getSideNature() == Nature.TARGET && !mapping.isLazy())) {
            return "is the side of a one-to-one that has no column";
        }
        if (mapping.isLazy()) {
            return null;
        }
        if (!mapping.isReferenceToPrimaryKey()) {
            return "refers to a column that is no key";
        }
        return hasProxy() ? null : "leads to a class that has no proxies, such as a final one";
    }

    /** A one-to-one by the primary key: only the other table knows whether there is one. */
    private boolean isOptionalByKey() {
        return mapping.getCardinality() == Cardinality.ONE_TO_ONE
                && mapping.isOptional()
                && !target().isConcreteProxy()
                && !target().getEntityPersister().isInstrumented();
    }

    private boolean hasProxy() {
        EntityPersister persister = target().getEntityPersister();
        return persister.hasProxy()
                || persister.getBytecodeEnhancementMetadata().isEnhancedForLazyLoading();
    }

    /**
     * What may hide a row that is there. A join then reads the reference as null, which the next change of the owner
     * writes to its column; or, where it must not be null, leaves out the owner.
     *
     * @return null if nothing does, or null is what the mapping asks for, or the owner has no column
     */
    public @Nullable String hiding() {
        if (mapping.getSideNature() != Nature.KEY || mapping.hasNotFoundAction()) {
            return null;
        }
        if (target().hasWhereRestrictions()) {
            return "@SQLRestriction";
        }
        return target().getEntityPersister().hasFilterForLoadByKey() ? "a filter" : null;
    }

    /**
     * Why a join would not do, whatever the plan wants.
     *
     * @return null if it would
     */
    public @Nullable String unjoinable() {
        String hiding = hiding();
        String target = target().getMappedJavaType().getJavaTypeClass().getSimpleName();
        if (hiding != null) {
            return "leads to " + target + ", whose rows " + hiding
                    + " may hide: a join would set the reference to null, and"
                    + " the next change of its owner would write that";
        }
        if (mapping.getSideNature() == Nature.TARGET) {
            return target().getSoftDeleteMapping() == null
                    ? null
                    : "leads to " + target + ", whose rows @SoftDelete may hide: Hibernate fails to join a hidden one";
        }
        boolean mayBeMissing = mapping.getCardinality() != Cardinality.ONE_TO_ONE
                && !mapping.hasNotFoundAction()
                && !mapping.getForeignKeyDescriptor().hasConstraint();
        return mayBeMissing
                ? "has no foreign key constraint, so that its row may be missing: Hibernate fails to join a missing one"
                : null;
    }
}
