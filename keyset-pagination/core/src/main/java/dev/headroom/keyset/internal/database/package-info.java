/**
 * What keyset pagination knows of a database and of Hibernate's sessions. Not for applications.
 *
 * <p>Begin with {@link dev.headroom.keyset.internal.database.Database}: all differences between databases are in it. The
 * other classes open sessions: to read ({@code ReadingSession}), to find out the SQL of a query ({@code SqlRecorder}), and to
 * ask the planner for a number of rows ({@code ListPlan}).
 */
@NullMarked
package dev.headroom.keyset.internal.database;

import org.jspecify.annotations.NullMarked;
