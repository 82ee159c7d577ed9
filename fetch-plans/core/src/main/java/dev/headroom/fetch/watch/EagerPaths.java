package dev.headroom.fetch.watch;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.hibernate.engine.FetchTiming;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.EmbeddableValuedModelPart;
import org.hibernate.metamodel.mapping.EntityAssociationMapping;
import org.hibernate.metamodel.mapping.EntityMappingType;
import org.hibernate.metamodel.mapping.ForeignKeyDescriptor.Nature;
import org.hibernate.metamodel.mapping.ManagedMappingType;
import org.hibernate.metamodel.mapping.ModelPart;
import org.hibernate.metamodel.mapping.PluralAttributeMapping;
import org.hibernate.metamodel.mapping.internal.ToOneAttributeMapping;
import org.jspecify.annotations.Nullable;

/**
 * The associations that the mapping loads in any case on the way of a path. A plan loads only what it names, so that
 * one for the path alone would have them loaded one by one.
 */
final class EagerPaths {

    /** Beyond it, a line is no advice any more. */
    private static final int DEEPEST = 3;

    private final String wanted;
    private final List<String> found = new ArrayList<>();
    private final Set<String> passed = new HashSet<>();

    private EagerPaths(String wanted) {
        this.wanted = wanted;
    }

    static List<String> of(EntityMappingType root, String path) {
        EagerPaths paths = new EagerPaths(path);
        String prefix = "";
        ManagedMappingType type = root;
        String back = null;
        for (String name : path.split("\\.", -1)) {
            if (type instanceof EntityMappingType entity) {
                paths.add(entity, back, prefix, 1);
            }
            ModelPart part = type == null ? null : part(type, name);
            type = part == null ? null : target(part);
            back = part == null ? null : back(part);
            prefix += name + ".";
        }
        if (type instanceof EntityMappingType entity) {
            paths.add(entity, back, prefix, 1);
        }
        // What leads on to another is loaded with that one.
        paths.found.removeIf(one -> paths.found.stream().anyMatch(other -> other.startsWith(one + "."))
                || (path + ".").startsWith(one + "."));
        return List.copyOf(paths.found);
    }

    /**
     * @param back what leads back to the owner, which is there; null if nothing does
     */
    private void add(EntityMappingType entity, @Nullable String back, String prefix, int depth) {
        if (depth <= DEEPEST && passed.add(entity.getEntityName())) {
            eager(entity, "", (name, attribute) -> {
                if (name.equals(back)) {
                    return;
                }
                String path = prefix + name;
                if (!path.equals(wanted)) {
                    found.add(path);
                }
                if (target(attribute) instanceof EntityMappingType target) {
                    add(target, back(attribute), path + ".", depth + 1);
                }
            });
        }
    }

    private static void eager(ManagedMappingType type, String prefix, BiConsumer<String, AttributeMapping> action) {
        for (int i = 0; i < type.getNumberOfAttributeMappings(); i++) {
            AttributeMapping attribute = type.getAttributeMapping(i);
            String name = prefix + attribute.getAttributeName();
            if (attribute instanceof EmbeddableValuedModelPart embedded) {
                eager(embedded.getEmbeddableTypeDescriptor(), name + ".", action);
            } else if (isEager(attribute)) {
                action.accept(name, attribute);
            }
        }
    }

    /** What {@code mappedBy} says. */
    private static @Nullable String back(ModelPart part) {
        if (part instanceof PluralAttributeMapping plural) {
            return plural.getCollectionDescriptor().getMappedByProperty();
        }
        return part instanceof ToOneAttributeMapping reference && reference.getSideNature() == Nature.TARGET
                ? reference.getReferencedPropertyName()
                : null;
    }

    /** Not an inverse one-to-one, which a plan joins unasked. */
    private static boolean isEager(AttributeMapping attribute) {
        boolean association = attribute instanceof PluralAttributeMapping
                || (attribute instanceof EntityAssociationMapping reference && reference.getSideNature() == Nature.KEY);
        return association && attribute.getMappedFetchOptions().getTiming() == FetchTiming.IMMEDIATE;
    }

    private static @Nullable ModelPart part(ManagedMappingType type, String name) {
        return type instanceof EntityMappingType entity ? entity.findSubPart(name) : type.findAttributeMapping(name);
    }

    private static @Nullable ManagedMappingType target(ModelPart part) {
        ModelPart end = part instanceof PluralAttributeMapping plural ? plural.getElementDescriptor() : part;
        return end.getPartMappingType() instanceof ManagedMappingType managed ? managed : null;
    }
}
