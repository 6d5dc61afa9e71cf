copilot \
  --allow-tool='ledger-books(list_entries)' \
  --deny-tool='ledger-books(purge_ledger)' \
  --deny-tool='ledger-books(reopen_year)'
