package dev.headroom.fetch;

import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.ComponentType;
import org.hibernate.type.EntityType;
import org.hibernate.type.Type;

/** To-one associations whose targets bytecode was enhanced to load lazily: nothing is heard when one is touched. */
final class EnhancedReferences {

    private EnhancedReferences() {}

    /**
     * @throws InvalidFetchPlanException if the root or something that the plan loads has one
     */
    static void refuse(Class<?> entity, Level level, SessionFactoryImplementor factory) {
        refuse(entity, factory);
        for (PlanNode node : level.nodes()) {
            if (node.target() != null) {
                refuse(node.target(), node.below(), factory);
            }
        }
        for (ChildPlan<?> children : level.children()) {
            refuse(children.query().child(), children.below(), factory);
        }
    }

    private static void refuse(Class<?> entity, SessionFactoryImplementor factory) {
        EntityPersister persister = factory.getMappingMetamodel().getEntityDescriptor(entity);
        for (String name : persister.getSubclassEntityNames()) {
            EntityPersister type = factory.getMappingMetamodel().getEntityDescriptor(name);
            refuse(type, "", type.getPropertyNames(), type.getPropertyTypes(), factory);
            if (type.getIdentifierType() instanceof ComponentType id) {
                String prefix = type.hasIdentifierProperty() ? type.getIdentifierPropertyName() + "." : "";
                refuse(type, prefix, id.getPropertyNames(), id.getSubtypes(), factory);
            }
        }
    }

    private static void refuse(
            EntityPersister owner, String prefix, String[] names, Type[] types, SessionFactoryImplementor factory) {
        for (int i = 0; i < types.length; i++) {
            if (types[i] instanceof ComponentType embeddable) {
                refuse(
                        owner,
                        prefix + names[i] + ".",
                        embeddable.getPropertyNames(),
                        embeddable.getSubtypes(),
                        factory);
            } else if (types[i] instanceof EntityType reference && isEnhanced(reference, factory)) {
                throw new InvalidFetchPlanException("unplanned(…) cannot watch \"" + prefix + names[i] + "\" of "
                        + owner.getEntityName() + ", because " + reference.getAssociatedEntityName()
                        + " is enhanced for lazy loading: leave unplanned() out, or switch that enhancement off.");
            }
        }
    }

    private static boolean isEnhanced(EntityType reference, SessionFactoryImplementor factory) {
        return factory.getMappingMetamodel()
                .getEntityDescriptor(reference.getAssociatedEntityName())
                .getBytecodeEnhancementMetadata()
                .isEnhancedForLazyLoading();
    }
}
