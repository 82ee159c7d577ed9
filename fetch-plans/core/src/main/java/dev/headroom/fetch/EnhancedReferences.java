package dev.headroom.fetch;

import java.util.List;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.EntityType;
import org.hibernate.type.Type;

/** To-one associations whose targets bytecode was enhanced to load lazily: nothing is heard when one is touched. */
final class EnhancedReferences {

    private EnhancedReferences() {}

    /**
     * @throws InvalidFetchPlanException if the root or something that the plan loads has one
     */
    static void refuse(Class<?> entity, List<PlanNode> nodes, SessionFactoryImplementor factory) {
        refuse(entity, factory);
        for (PlanNode node : nodes) {
            if (node.target() != null) {
                refuse(node.target(), node.children(), factory);
            }
        }
    }

    private static void refuse(Class<?> entity, SessionFactoryImplementor factory) {
        EntityPersister persister = factory.getMappingMetamodel().getEntityDescriptor(entity);
        Type[] types = persister.getPropertyTypes();
        for (int i = 0; i < types.length; i++) {
            if (types[i] instanceof EntityType reference && isEnhanced(reference, factory)) {
                throw new InvalidFetchPlanException("unplanned(…) cannot watch \""
                        + persister.getPropertyNames()[i]
                        + "\" of " + persister.getEntityName() + ", because " + reference.getAssociatedEntityName()
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
