package dev.headroom.fetch;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.PersistenceContext;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/** What a plan does about associations that it does not name. Immutable but for a cache; shared by all results. */
final class UnplannedPolicy {

    private record Association(Class<?> owner, List<String> attributes) {}

    private final Unplanned mode;
    private final String root;
    private final List<String> paths;
    private final UnplannedLoads loads;
    private final SessionFactoryImplementor factory;
    private final BatchLoaders loaders = new BatchLoaders();
    private final Map<Association, PlanNode> touched = new ConcurrentHashMap<>();

    /**
     * @param root the name of the plan's entity
     * @param paths what the plan names
     */
    private UnplannedPolicy(Unplanned mode, String root, List<String> paths, SessionFactoryImplementor factory) {
        this.mode = mode;
        this.root = root;
        this.paths = paths;
        this.factory = factory;
        this.loads = UnplannedLoads.installedIn(factory);
    }

    /** Null if nothing needs to be known: then nothing is installed either. */
    static @Nullable UnplannedPolicy of(PlanSource<?> source, String name, List<String> paths, Level roots) {
        if (source.unplanned() == Unplanned.LAZY) {
            return null;
        }
        SessionFactoryImplementor factory = source.factory().unwrap(SessionFactoryImplementor.class);
        EnhancedReferences.refuse(source.root(), roots, factory);
        return new UnplannedPolicy(source.unplanned(), name, paths, factory);
    }

    /** Remembers what a plan loaded to one place. */
    void register(
            SharedSessionContractImplementor session, String path, Set<List<String>> planned, Collection<?> entities) {
        PersistenceContext context = session.getPersistenceContextInternal();
        Peers peers = new Peers(this, path, planned);
        for (Object entity : entities) {
            EntityEntry entry = context.getEntry(entity);
            if (entry != null) {
                peers.add(entry, entity);
            }
        }
        loads.watch(session, peers);
    }

    /**
     * An association was touched.
     *
     * @throws UnplannedFetchException if that is not allowed
     */
    void touched(Peers peers, List<String> attributes, Class<?> owner, SharedSessionContractImplementor session) {
        Touch touch = Touch.now();
        if (touch == null) {
            return;
        }
        if (mode == Unplanned.FAIL) {
            throw new UnplannedFetchException(
                    peers.path(attributes),
                    root,
                    paths,
                    touch.site().toStackTraceElement().toString());
        }
        PlanNode node = touched.computeIfAbsent(new Association(owner, attributes), this::node);
        new LevelLoader(session, loaders, new ChildLists(Level.NONE), this)
                .loadAt(node, peers.path(attributes), peers.members(session.getPersistenceContextInternal()));
    }

    private PlanNode node(Association association) {
        FetchNode spec = new FetchNode();
        spec.fetch(String.join(".", association.attributes()), FetchNode::select);
        return new PlanResolver(association.owner(), false, factory)
                .resolve(spec).nodes().stream()
                        .filter(node -> node.attributes().equals(association.attributes()))
                        .findFirst()
                        .orElseThrow();
    }
}
