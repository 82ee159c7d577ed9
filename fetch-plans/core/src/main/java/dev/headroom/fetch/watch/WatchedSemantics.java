package dev.headroom.fetch.watch;

import java.util.Iterator;
import java.util.function.Consumer;
import org.hibernate.collection.spi.CollectionInitializerProducer;
import org.hibernate.collection.spi.CollectionSemantics;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.metamodel.CollectionClassification;
import org.hibernate.metamodel.mapping.PluralAttributeMapping;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.spi.NavigablePath;
import org.hibernate.sql.results.graph.DomainResultCreationState;
import org.hibernate.sql.results.graph.Fetch;
import org.hibernate.sql.results.graph.FetchParent;
import org.jspecify.annotations.Nullable;

/** How a collection is made, with rows that report their use where a recording asks for it. */
final class WatchedSemantics<C, E> implements CollectionSemantics<C, E> {

    private final CollectionSemantics<C, E> own;

    WatchedSemantics(CollectionSemantics<C, E> own) {
        this.own = own;
    }

    @Override
    @SuppressWarnings("unchecked") // It has all interfaces of the rows.
    public C instantiateRaw(int anticipatedSize, CollectionPersister collection) {
        C rows = own.instantiateRaw(anticipatedSize, collection);
        Fetches fetches = fetches(collection);
        return fetches == null || fetches.isTouched(collection.getRole()) || !UsedCollection.canTell(rows)
                ? rows
                : (C) UsedCollection.of(rows, fetches.loaded(Roles.of(collection), collection.getAttributeMapping()));
    }

    private static @Nullable Fetches fetches(CollectionPersister collection) {
        return collection.getFactory().getSessionFactoryOptions().getStatementInspector() instanceof StatementTap tap
                ? tap.fetches()
                : null;
    }

    @Override
    public CollectionClassification getCollectionClassification() {
        return own.getCollectionClassification();
    }

    @Override
    public Class<?> getCollectionJavaType() {
        return own.getCollectionJavaType();
    }

    @Override
    public PersistentCollection<E> instantiateWrapper(
            Object key, CollectionPersister collection, SharedSessionContractImplementor session) {
        return own.instantiateWrapper(key, collection, session);
    }

    @Override
    public PersistentCollection<E> wrap(
            C rows, CollectionPersister collection, SharedSessionContractImplementor session) {
        return own.wrap(rows, collection, session);
    }

    @Override
    public Iterator<E> getElementIterator(C rows) {
        return own.getElementIterator(rows);
    }

    @Override
    public void visitElements(C rows, Consumer<? super E> action) {
        own.visitElements(rows, action);
    }

    @Override
    public CollectionInitializerProducer createInitializerProducer(
            NavigablePath path,
            PluralAttributeMapping attribute,
            FetchParent parent,
            boolean selected,
            String resultVariable,
            DomainResultCreationState state) {
        return own.createInitializerProducer(path, attribute, parent, selected, resultVariable, state);
    }

    @Override
    public CollectionInitializerProducer createInitializerProducer(
            NavigablePath path,
            PluralAttributeMapping attribute,
            FetchParent parent,
            boolean selected,
            String resultVariable,
            Fetch index,
            Fetch element,
            DomainResultCreationState state) {
        return own.createInitializerProducer(path, attribute, parent, selected, resultVariable, index, element, state);
    }
}
