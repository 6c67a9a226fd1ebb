"""`cdiff proposals`: what each delegation proposed to a draft, and what became of it in the next one."""
