export type DemoCondition = 'new' | 'as_new' | 'fine' | 'very_good' | 'good' | 'fair' | 'poor';
export type DemoFlag = 'signed' | 'first_edition' | 'dust_jacket' | 'ex_library' | 'annotated';
