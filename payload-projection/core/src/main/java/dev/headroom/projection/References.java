package dev.headroom.projection;

import jakarta.persistence.ConstraintMode;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.PrimaryKeyJoinColumn;
import jakarta.persistence.PrimaryKeyJoinColumns;
import java.lang.reflect.AnnotatedElement;
import org.hibernate.metamodel.mapping.EntityAssociationMapping;
import org.hibernate.metamodel.mapping.EntityIdentifierMapping;
import org.hibernate.metamodel.mapping.EntityMappingType;
import org.hibernate.metamodel.mapping.ForeignKeyDescriptor.Nature;
import org.hibernate.metamodel.mapping.ModelPart;
import org.hibernate.metamodel.mapping.internal.ToOneAttributeMapping;
import org.jspecify.annotations.Nullable;

/** Whether a column of the owner says what is at the other end of an association, and that it is there. */
final class References {

    private References() {}

    /** Whether the owner has a column that holds the id of a target which is there and is to be seen. */
    static boolean holdId(@Nullable ModelPart part) {
        return part instanceof EntityAssociationMapping association
                && refersToId(association)
                && !isComposite(association)
                && !mayBeEmpty(part);
    }

    /** Whether Hibernate reads the id of the target from the owner, without a join. */
    static boolean isIdReadWithoutTarget(@Nullable ModelPart part) {
        return part instanceof ToOneAttributeMapping toOne
                && refersToId(toOne)
                && !toOne.hasNotFoundAction()
                && !mayBeHidden(toOne);
    }

    private static boolean refersToId(EntityAssociationMapping association) {
        return association.getSideNature() == Nature.KEY && association.isReferenceToPrimaryKey();
    }

    /** Whether there may be no target to be seen, though the mapping may say that the association is not optional. */
    static boolean mayBeEmpty(@Nullable ModelPart part) {
        return part instanceof ToOneAttributeMapping toOne && (mayBeHidden(toOne) || mayBeMissing(toOne));
    }

    /** Of several columns some may be null, and then they refer to nothing. */
    private static boolean isComposite(EntityAssociationMapping association) {
        return association
                        .getAssociatedEntityMappingType()
                        .getIdentifierMapping()
                        .getNature()
                != EntityIdentifierMapping.Nature.SIMPLE;
    }

    /**
     * The embedded id of a target: its values are null in the target's row where there is none to be seen, but Hibernate reads
     * them from the owner's columns.
     */
    static @Nullable String embeddedId(@Nullable ModelPart part) {
        if (!(part instanceof ToOneAttributeMapping toOne) || toOne.getSideNature() != Nature.KEY) {
            return null;
        }
        EntityIdentifierMapping id = toOne.getAssociatedEntityMappingType().getIdentifierMapping();
        return id.getNature() == EntityIdentifierMapping.Nature.COMPOSITE ? id.getAttributeName() : null;
    }

    /** Whether a key may refer to what the application does not see. */
    private static boolean mayBeHidden(ToOneAttributeMapping association) {
        EntityMappingType target = association.getAssociatedEntityMappingType();
        return target.getSoftDeleteMapping() != null
                || target.getEntityPersister().hasWhereRestrictions()
                || target.getEntityPersister().hasFilterForLoadByKey();
    }

    /** Whether no constraint says that the row is there: the owner's own id, for one, is never null. */
    private static boolean mayBeMissing(ToOneAttributeMapping association) {
        return association.hasNotFoundAction()
                || (association.getPropertyAccess().getGetter().getMember() instanceof AnnotatedElement member
                        && mayBeMissing(member));
    }

    private static boolean mayBeMissing(AnnotatedElement association) {
        if (association.isAnnotationPresent(PrimaryKeyJoinColumn.class)
                || association.isAnnotationPresent(PrimaryKeyJoinColumns.class)) {
            return true;
        }
        JoinColumn column = association.getAnnotation(JoinColumn.class);
        return column != null && column.foreignKey().value() == ConstraintMode.NO_CONSTRAINT;
    }
}
