package dev.headroom.projection;

import jakarta.persistence.ConstraintMode;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.PrimaryKeyJoinColumn;
import jakarta.persistence.PrimaryKeyJoinColumns;
import java.lang.reflect.AnnotatedElement;
import org.hibernate.metamodel.mapping.EntityAssociationMapping;
import org.hibernate.metamodel.mapping.EntityMappingType;
import org.hibernate.metamodel.mapping.ForeignKeyDescriptor.Nature;
import org.hibernate.metamodel.mapping.ModelPart;
import org.hibernate.metamodel.mapping.internal.ToOneAttributeMapping;
import org.jspecify.annotations.Nullable;

/** Whether a column of the owner says who is at the other end of an association, and that somebody is. */
final class References {

    private References() {}

    /** Whether the owner has a column that holds the id of a target which is there and is to be seen. */
    static boolean holdId(@Nullable ModelPart part) {
        return part instanceof EntityAssociationMapping association
                && association.getSideNature() == Nature.KEY
                && association.isReferenceToPrimaryKey()
                && !(association instanceof ToOneAttributeMapping toOne && (mayBeHidden(toOne) || mayBeMissing(toOne)));
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
