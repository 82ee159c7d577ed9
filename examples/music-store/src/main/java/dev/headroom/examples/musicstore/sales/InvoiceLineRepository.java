package dev.headroom.examples.musicstore.sales;

import dev.headroom.keyset.spring.KeysetRepository;
import org.springframework.data.repository.Repository;

/** Pages of invoice lines, in any of their orders. */
interface InvoiceLineRepository extends Repository<InvoiceLine, Integer>, KeysetRepository<InvoiceLine> {}
